"""In how many of 3938 abstracts of randomized trials a stem stands; stems of fewer than 20 are
left out.

Counted by benchmarks/train_support.py in the records that Evidence Inference 2.0 cites (MIT). Do not edit by hand.
"""

N_TEXTS = 3938
_COUNTED = """
0=2483 00=90 000=121 0001=199 001=671 002=136 003=86 004=86 005=80 006=49 007=53 008=54 009=45 01=370 010=24 011=29
012=38 013=28 014=43 015=73 016=69 017=117 018=49 019=31 02=224 021=23 023=23 024=25 025=31 026=24 027=24 028=28 029=25
03=201 032=24 035=24 037=25 038=20 039=29 04=190 041=22 042=20 045=21 049=27 05=706 06=115 07=81 08=105 09=71 1=2175
10=1175 100=351 1000=48 1007=38 101=34 102=34 103=33 104=31 105=36 106=35 107=25 108=30 109=30 11=439 110=42 111=25
112=28 115=24 117=24 1186=185 12=1074 120=131 122=22 123=21 124=28 125=49 126=21 129=21 13=411 130=40 134=23 135=21
14=509 140=40 143=20 144=22 146=21 148=20 15=627 150=89 16=514 160=43 17=363 170=25 18=595 180=71 19=328 1st=28 2=2070
20=722 200=146 2000=24 2004=22 2005=40 2006=30 2007=44 2008=58 2009=70 2010=95 2011=85 2012=104 2013=119 2014=144
2015=114 2016=97 2017=30 21=365 22=329 23=274 24=728 240=22 25=507 250=61 26=295 27=271 28=346 29=274 3=1849 30=730
300=70 31=226 32=259 33=222 34=228 35=289 36=318 37=189 38=200 39=188 4=1558 40=456 400=81 41=189 42=209 43=178 44=189
45=272 46=183 47=164 48=312 49=171 4th=20 5=1605 50=551 500=97 51=133 52=205 53=173 54=159 55=193 56=193 57=142 58=167
59=186 5d=27 6=1532 60=473 600=55 61=141 62=157 63=144 64=176 65=229 66=145 67=162 68=155 69=159 7=1121 70=274 71=136
72=184 73=150 74=143 75=247 76=129 77=133 78=119 79=130 8=1199 80=310 800=36 81=138 82=140 83=133 84=126 85=159 86=143
87=112 88=138 89=114 9=953 90=327 91=132 92=126 93=125 94=112 95=617 96=139 97=98 98=113 99=114 a=1952 a1c=32
abdomin=92 abil=154 abl=86 abnorm=67 abov=85 absenc=68 absolut=52 absorpt=34 abstin=25 abus=21 academia=33 acceler=23
acceleromet=27 accept=225 access=120 accompani=45 accord=301 account=96 accumul=31 accur=36 accuraci=43 acet=22
achiev=319 acid=189 acquir=29 across=163 act=117 action=108 activ=795 actual=34 acuiti=24 acupunctur=32 acut=299 ad=41
adapt=93 add=155 addit=645 address=118 adequ=97 adher=165 adhes=34 adipos=23 adjunct=61 adjust=273 adjuv=72
administ=365 administr=306 admiss=75 admit=57 adolesc=71 adopt=48 adult=514 advanc=140 advantag=89 advers=561 advic=52
advis=31 ae=52 aerob=61 affect=378 affili=21 africa=44 african=44 again=60 against=121 age=1045 agenc=24 agent=151
aggress=21 agonist=58 agre=23 aid=69 aim=1131 air=35 airway=76 al=33 albumin=29 alcohol=49 algorithm=32 allevi=49
alloc=426 allow=109 almost=38 alon=273 along=91 alongsid=22 alpha=102 alreadi=30 alter=141 altern=204 although=328
alzheim=28 ambulatori=31 amelior=34 american=113 among=634 amount=104 amplitud=30 anaesthesia=33 analges=122
analgesia=103 analog=103 analogu=105 analys=393 analysi=926 analyt=26 analyz=397 anatom=21 ancova=25 anemia=35
anesthesia=163 anesthesiolog=54 anesthet=67 angiographi=20 angiotensin=30 angl=27 anim=61 annual=48 anoth=77 anova=107
answer=43 antagonist=59 antenat=29 anterior=51 anthropometr=43 anti=169 antibiosi=48 antibiot=37 antibodi=72 anticip=33
anticoagul=22 antigen=32 antihypertens=26 antimicrobi=21 antioxid=52 antiretrovir=31 anxieti=152 anzctr=24 apart=29
app=20 appar=37 appear=176 appli=222 applic=211 appoint=25 approach=319 appropri=128 approv=138 approxim=109 april=68
archiv=41 area=274 arm=455 around=60 art=26 arteri=189 arthriti=54 arthroplasti=25 articl=272 asa=42 ascertain=21
ask=80 aspect=71 aspir=20 aspirin=21 assay=50 assess=1585 assessor=33 assign=737 assist=113 associ=857 assum=32
assumpt=22 asthma=45 asymptomat=24 atherosclerosi=37 athlet=28 atrial=25 attach=30 attack=30 attain=39 attempt=68
attend=127 attent=99 attenu=69 attitud=57 attract=26 attribut=51 attrit=30 auc=48 auc0=21 augment=43 august=39
australia=50 australian=75 author=256 autolog=24 autom=32 automat=24 avail=412 averag=227 avoid=58 awar=51 b=305
babi=25 back=71 background=102 bacteri=33 bacteria=23 balanc=140 barrier=77 basal=36 base=962 baselin=1037 basi=92
basic=44 batteri=27 becaus=161 beck=25 becom=81 bed=25 begin=66 behavior=229 behaviour=142 belief=30 believ=25
benefici=180 benefit=434 besid=25 best=101 beta=110 beta2=21 better=370 between=1768 beverag=20 beyond=40 bias=45
bid=29 bilater=48 bind=31 bioavail=24 biochem=54 biolog=65 biomark=96 biopsi=63 birth=84 bispectr=20 bladder=22
bleed=85 blind=1015 block=146 blockad=27 blood=583 bmi=137 board=34 bodi=373 bolus=44 bond=23 bone=91 born=26 bowel=49
bp=50 bradycardia=21 brain=123 break=25 breast=86 breath=53 brief=75 broad=31 bronchodil=21 build=36 bupivacain=36
burden=97 bypass=39 c=334 calcium=44 calcul=171 call=70 calori=21 canada=23 canadian=22 canal=28 cancer=316 candid=41
cannot=41 capabl=32 capac=124 capsul=70 captur=24 carbohydr=33 carbon=31 carcinoma=44 cardiac=99 cardiopulmonari=27
cardiorespiratori=20 cardiovascular=201 care=724 caregiv=46 carri=156 case=281 categor=43 categori=36 cathet=39
caus=343 causal=23 caviti=26 cbt=35 cd4=29 cell=228 cellular=24 center=248 centr=195 central=119 cerebr=50 certain=38
cervic=40 cesarean=21 cessat=53 cg=30 chain=34 challeng=141 chang=1101 character=67 characterist=207 check=41
checklist=28 chemotherapi=104 chest=41 chi=105 chictr=33 childhood=51 children=24 china=42 chines=66 choic=96
cholesterol=112 choos=25 chosen=25 chronic=353 ci=479 cigarett=25 circul=55 circumfer=61 citi=38 ckd=25 clarifi=26
class=87 classif=38 classifi=51 clear=97 clearanc=39 clinic=1581 clinicaltri=498 clinician=70 close=68 closur=27
cluster=204 cm=83 cmax=20 co=87 coach=33 coagul=21 code=22 coeffici=40 cognit=259 cohen=20 cohort=113 collabor=40
collect=375 colleg=43 colon=29 colorect=51 com=37 combin=566 come=21 comfort=29 commenc=23 commerci=35 committe=72
common=442 communic=64 communiti=209 comorbid=46 compar=2193 comparison=519 compet=34 complaint=33 complementari=29
complet=701 complex=83 complianc=91 complic=326 compon=137 composit=138 compound=28 comprehens=68 compress=25
compris=88 compromis=22 comput=131 computer=30 concentr=318 concept=48 concern=112 conclud=110 conclus=341 concomit=41
concurr=39 condit=385 conduct=783 confer=51 confid=252 confirm=226 conflict=22 confound=33 conjunct=21 connect=33
conscious=25 consecut=116 consensus=23 consent=113 consequ=87 conserv=46 consid=309 consider=77 consist=350 constant=28
constip=27 constitut=21 construct=33 consult=64 consum=102 consumpt=166 contact=73 contain=405 content=101 context=74
continu=359 contract=26 contraind=21 contrast=124 contribut=149 control=2651 controversi=43 conveni=36 convent=194
convers=29 convert=20 cooper=21 coordin=29 copd=58 cope=29 cord=26 core=34 coronari=92 correct=121 correl=213
correspond=63 cortex=48 cortic=25 corticosteroid=54 cortisol=34 cost=306 cough=28 council=22 counsel=66 count=90
countri=119 coupl=27 cours=157 covari=72 cover=29 cox=45 cr=23 creat=63 creatinin=49 criteria=248 critic=100 cross=183
crossov=195 crp=46 crucial=26 ct=41 ct2=25 cultur=67 cumul=46 cure=40 current=399 curv=106 cut=23 cvd=33 cycl=120
cytokin=42 d=251 d3=23 daili=560 damag=66 data=982 databas=28 date=134 day=1105 dbp=20 de=27 death=171 debat=20
decemb=79 decid=24 decis=96 declin=125 decreas=731 deep=30 defect=22 defici=64 deficit=50 defin=224 definit=71 degre=94
delay=107 deliv=190 deliveri=161 demand=58 dementia=37 demograph=142 demonstr=454 densiti=107 dental=44 dentin=23
depart=92 depend=173 depress=242 depth=56 deriv=78 describ=161 descript=46 design=718 desir=49 despit=206 detail=55
detect=208 deterior=32 determin=700 detriment=20 develop=531 deviat=70 devic=112 dexamethason=20 dexmedetomidin=33
diabet=288 diagnos=152 diagnosi=150 diagnost=55 dialysi=20 diamet=32 diari=51 diarrhea=40 diastol=92 die=43 diet=154
dietari=139 differ=1940 differenti=66 difficult=66 difficulti=69 digit=42 dilat=25 dimens=28 diminish=29 direct=221
disabl=154 disadvantag=21 discharg=91 discomfort=44 discontinu=90 discrimin=27 discuss=94 diseas=1056 display=39
disrupt=20 dissect=24 dissemin=39 distal=34 distanc=46 distinct=38 distress=67 distribut=82 district=25 disturb=29
divers=36 divid=422 dl=79 dna=32 doctor=34 document=80 doi=183 domain=54 donor=21 dosag=72 dose=675 doubl=757 down=28
drainag=21 drawn=29 dri=51 drink=51 driven=34 drop=54 drug=425 dual=50 due=323 dummi=23 durat=343 dutch=45 dwell=26
dynam=52 dysfunct=87 dyspnea=21 e=248 earli=328 earlier=63 eas=27 easi=26 easili=30 eat=48 econom=103 ed=21 educ=274
effect=2703 efficaci=957 effici=118 effort=56 eg=20 egfr=22 eight=212 eighteen=24 eighti=66 eject=22 elect=105
electr=34 electron=50 element=39 elev=104 elicit=25 elig=207 elimin=28 elisa=22 elucid=26 embed=26 emerg=49 emergent=89
emot=80 empir=23 employ=81 enabl=53 encount=29 encourag=64 end=443 endogen=20 endoscop=43 endotheli=59 endotrach=29
endpoint=313 endur=53 energi=115 engag=97 england=28 enhanc=249 enjoy=23 enrich=31 enrol=441 ensur=47 enter=76 entir=40
entri=25 environ=70 environment=24 enzym=63 epidemiolog=20 epidur=25 episod=78 eq=25 equal=153 equat=29 equival=98
error=62 especi=142 essenti=68 establish=185 estim=257 et=23 ethic=82 ethnic=30 eudract=37 europ=25 european=46
evalu=1435 even=122 event=518 everi=207 evid=555 ex=30 exacerb=39 exact=51 examin=586 exampl=23 exceed=21 excel=43
except=119 excess=41 exclud=84 exclus=50 excret=23 execut=39 exercis=345 exert=51 exhibit=88 exist=134 expand=32
expans=20 expect=178 expenditur=28 expens=23 experi=239 experienc=191 experiment=323 expert=25 expiratori=50 explain=49
explor=188 exploratori=61 expos=64 exposur=151 express=130 extend=88 extens=97 extent=73 extern=38 extra=25 extract=111
extrem=53 extub=29 eye=85 f=52 face=93 facial=22 facil=51 facilit=114 fact=29 factor=456 factori=36 fail=78 failur=159
fall=67 famili=95 far=35 fashion=38 fast=154 faster=47 fat=118 fatal=25 fatigu=73 fatti=52 favor=114 favour=60 fear=35
feasibl=234 featur=57 februari=51 fed=27 feed=49 feedback=78 feel=48 felt=22 femal=241 femor=37 fentanyl=51 fetal=30
fev1=47 fever=35 few=142 fewer=95 fiber=30 field=67 fifteen=25 fifti=112 fill=59 filtrat=29 final=166 financi=26
find=492 first=722 fisher=44 fit=87 five=301 fix=58 fixat=24 flexibl=44 flexion=28 flow=98 fluid=70 fluorouracil=20
focus=178 fold=30 follow=1399 food=108 foot=34 forc=87 form=190 formal=22 format=74 former=22 formul=73 formula=29
forti=136 forward=21 found=507 foundat=23 four=547 fourth=30 fraction=68 fractur=61 framework=31 free=236 frequent=386
fresh=22 frontal=21 fruit=29 fulfil=25 full=101 fulli=53 function=689 fund=44 further=437 furthermor=120 futur=180
g=272 gain=130 gait=33 game=28 gamma=35 gap=36 gas=33 gastric=60 gastrointestin=72 gave=23 gel=32 gender=89 gene=63
general=472 generat=118 generic=20 genet=31 genotyp=26 geometr=24 geriatr=96 german=24 germani=30 gestat=66 get=21
gi=23 gingiv=28 girl=27 give=62 given=302 global=142 glomerular=26 glucos=197 glycat=34 glycemia=111 go=57 goal=107
gold=27 good=123 gov=517 govern=23 gp=32 gps=28 grade=166 graft=47 gram=33 great=50 greater=442 greatest=36 group=2767
grow=35 growth=112 guid=112 guidanc=41 guidelin=159 gy=24 gynecolog=29 h=350 habit=32 habitu=20 haemodynam=21
haemoglobin=40 half=93 hamilton=21 hand=84 hard=24 harm=38 have=97 hazard=101 hba1c=90 hdl=51 head=68 headach=45
heal=61 health=787 healthcar=87 healthi=397 heart=246 heat=22 height=56 held=20 help=203 hematolog=21 hemodynam=97
hemoglobin=69 hemorrhag=25 henc=51 hepat=66 herbal=27 heterogen=28 hf=22 hg=27 high=813 higher=846 highest=77
highlight=48 hip=69 histolog=49 histori=79 hiv=83 hoc=105 hold=21 home=174 homeostasi=23 hormon=96 hospit=461 hour=368
household=30 howev=892 hr=138 http=104 https=28 human=267 hundr=187 hygien=22 hyperglycemia=22 hypertens=94
hypoglycemia=53 hypotens=41 hypothes=115 hypothesi=137 i=452 ib=20 icu=40 id=56 ideal=23 ident=46 identif=42
identifi=489 ie=25 ii=381 iii=229 il=68 ill=44 imag=119 immedi=211 immun=85 immunogen=27 immunolog=33 impact=486
impair=187 implant=70 implement=209 implic=87 import=407 impress=26 improv=1472 inact=23 inadequ=50 incid=373 incis=38
includ=1227 inclus=123 incom=50 incomplet=20 incorpor=56 increas=1423 increment=71 independ=247 index=441 india=45
indian=22 indic=498 indirect=40 individu=466 induc=327 induct=105 ineffect=23 infant=109 infarct=53 infect=260
infecti=23 inferior=70 infiltr=23 inflamm=109 inflammatori=176 influenc=265 inform=407 infus=140 ingest=49 ingredi=21
inhal=76 inhibit=107 inhibitor=153 inhibitori=26 initi=339 inject=180 injuri=120 innov=34 inpati=43 insert=61
insight=58 insignific=24 insomnia=20 instead=22 institut=133 instruct=88 instrument=90 insuffici=51 insulin=154
intact=26 intak=151 integr=125 intend=33 intens=356 intent=245 inter=34 interact=204 interest=94 interfer=25
interferon=21 interleukin=47 intermedi=26 intermitt=39 internal=57 internat=133 internet=66 interpret=50 interval=360
intervent=1241 interview=149 intestin=40 intoler=26 intra=74 intramuscular=25 intraop=70 intraven=187 introduc=47
introduct=40 intub=61 invas=72 inventori=63 invers=21 investig=867 invit=58 involv=259 iqr=28 ir=30 iran=51 iranian=28
iron=34 irrespect=23 irrit=31 ischemia=65 isfahan=20 isol=44 isrctn=75 issu=88 item=86 itself=22 itt=26 iu=60 iv=119
j=26 januari=92 japan=37 japanes=54 joint=69 journal=44 juic=20 juli=73 june=73 just=37 justifi=22 k=34 kcal=33 keep=23
ketamin=25 key=128 kg=410 kidney=74 kinas=34 kingdom=22 knee=84 knowledg=162 known=171 kruskal=23 l=201 label=237
labor=20 laboratori=96 lack=159 lactat=28 lactobacillus=21 languag=25 laparoscop=63 larg=226 larger=152 largest=25
laryng=27 laser=33 last=176 late=55 later=80 lateral=41 latter=20 ldl=72 lead=231 learn=97 least=262 leav=41 led=132
left=89 leg=45 length=118 lesion=77 less=418 lesser=21 lesson=26 letter=22 level=985 lidocain=27 life=498 lifestyl=108
light=45 like=247 likelihood=27 limb=56 limit=339 line=115 linear=116 link=98 lipid=127 lipoprotein=64 liquid=35
list=60 literatur=60 littl=91 live=149 liver=74 load=84 local=187 locat=52 log=48 logist=84 long=382 longer=186
longitudin=46 look=24 loss=250 lost=42 low=576 lower=760 lowest=33 lumbar=41 lung=116 lymph=20 m=126 m2=155 made=120
magnet=55 magnitud=43 mail=25 main=299 maintain=200 mainten=113 major=314 make=141 malaria=43 male=271 malign=33
manag=446 mandibular=29 mani=206 manipul=34 mann=53 manner=44 manual=63 manufactur=24 map=33 march=63 margin=61 mark=70
marker=163 market=21 mask=90 mass=218 match=136 materi=299 matern=91 matrix=24 matter=27 maxim=83 maximum=145 mcg=20
meal=61 mean=1015 meaning=46 measur=1434 mechan=244 media=35 median=288 mediat=113 medic=527 medicin=124 medium=41
meet=91 mellitus=75 member=44 membran=32 memori=75 men=210 menopaus=27 mental=151 messag=52 met=76 meta=22 metabol=196
metabolit=35 metastas=25 metastat=42 meter=20 metformin=37 method=629 methodolog=55 methotrex=31 mg=814 mi=37
microscopi=20 mid=35 midazolam=23 middl=56 mild=169 milk=25 million=29 min=366 mind=32 miner=45 mini=26 minim=165
minimis=26 minimum=56 minor=63 minut=295 miss=39 mix=154 mixtur=23 ml=336 mm=144 mmhg=71 mmol=74 mobil=115 modal=55
mode=47 model=444 moder=326 modest=61 modif=50 modifi=164 modul=116 molar=29 molecul=27 molecular=39 monitor=245
monoclon=22 monotherapi=62 month=1163 mood=69 morbid=145 moreov=98 morn=39 morphin=36 morpholog=24 mortal=217 most=30
mother=69 motion=57 motiv=75 motor=97 mouth=30 move=29 movement=106 mri=44 ms=47 much=70 mucos=34 mucosa=21 multi=160
multicent=187 multicentr=108 multidisciplinari=21 multimod=21 multipl=202 multivari=83 muscl=165 muscular=24
musculoskelet=24 must=36 mutat=21 myocardi=61 n=1058 naiv=50 name=47 nasal=31 nation=154 natur=93 nausea=107 near=57
necessari=79 neck=55 necrosi=38 need=517 needl=30 negat=268 neither=55 neonat=60 nerv=57 nervous=22 nest=21 net=31
netherland=51 network=58 neural=29 neurolog=49 neuromuscular=24 neutral=31 neutrophil=21 nevertheless=32 new=391
newborn=49 newli=47 next=53 ng=68 nhs=37 night=37 nine=115 nineti=54 nm=20 node=25 non=583 none=82 normal=280 north=29
norway=21 notabl=21 note=103 novel=149 novemb=51 now=47 nrs=21 ns=25 number=615 numer=80 nurs=143 nutrient=21 nutrit=96
o=26 oa=31 obes=144 object=453 observ=821 obstetr=28 obstruct=74 obtain=242 occas=23 occlus=28 occup=27 occur=274
occurr=76 octob=58 ocular=27 odd=97 off=53 offer=183 offic=23 often=187 oh=23 oil=43 old=143 older=175 oncolog=34
one=1176 ongo=75 onlin=295 onset=108 open=364 oper=261 opinion=22 opioid=67 opportun=42 optic=23 optim=147 option=124
or=98 oral=337 order=177 org=59 organ=35 organiz=59 orient=30 origin=59 os=41 osteoarthr=55 other=44 outcom=1315
outpati=113 output=28 outsid=36 ovarian=22 overal=441 overcom=29 overnight=24 overweight=95 own=48 oxid=92 oxygen=123
p=2062 pa=28 pack=21 packag=39 pain=493 pair=119 pancreat=28 paper=90 parallel=263 paramet=334 parametr=25 parent=92
parkinson=23 part=222 partial=86 particip=1146 particular=180 partner=37 passiv=27 past=39 patholog=55
pathophysiolog=26 pathway=61 patient=2385 pattern=100 pcr=33 pd=34 peak=111 pediatr=335 peer=77 pelvic=28 peopl=251
peptid=56 perceiv=124 percent=60 percentag=185 percept=94 percutan=37 perform=941 period=721 periodont=26 periop=61
peripher=89 persist=87 person=181 perspect=59 pfs=34 pg=29 ph=35 pharmacodynam=31 pharmacokinet=74 pharmacolog=69
pharmacotherapi=20 phase=438 phone=43 phosphat=23 physic=425 physician=107 physiolog=87 physiotherapi=30 pilot=242
place=105 placebo=837 placement=38 plan=165 plane=20 plant=23 plaqu=36 plasma=249 platelet=33 platform=24 play=81
plus=282 pneumonia=38 point=391 polici=43 ponv=20 pool=47 poor=146 poorer=24 popul=427 popular=24 portion=26 posit=489
possibl=236 post=670 posterior=49 postmenopaus=41 postop=299 postpartum=26 postprandi=41 posttest=24 postur=37
potassium=21 potent=26 potenti=444 powder=31 power=153 practic=316 practition=77 pragmat=67 pre=372 preced=24 precis=29
predefin=32 predict=215 predictor=87 predomin=46 prefer=104 prefront=20 pregnant=146 preliminari=95 prematur=33
premolar=21 prenat=21 preoper=82 prepar=101 prescrib=90 prescript=49 presenc=104 present=601 preserv=58 prespecifi=21
press=20 pressur=373 preterm=28 pretest=21 pretreat=40 preval=151 prevent=510 previous=387 primari=1183 primarili=31
principl=45 prior=253 prioriti=22 pro=34 probabl=71 probe=28 probiosi=24 problem=206 procedur=256 process=246
produc=169 product=181 profession=83 profil=266 prognosi=33 prognost=42 program=414 programm=129 progress=224
project=71 prolong=97 promis=115 promot=221 prompt=27 pronounc=26 proof=22 proper=23 properti=71 prophylact=41
prophylaxi=37 propofol=47 proport=255 propos=86 prospect=559 prostat=42 protect=123 protein=200 protocol=561 prove=61
proven=54 provid=755 provis=45 proxim=20 psychiatr=42 psycholog=132 psychosoci=56 public=128 publish=81 pulmonari=112
puls=61 pump=36 purpos=301 qali=22 qol=60 qualit=86 qualiti=552 quantifi=55 quantit=74 quasi=44 question=101
questionnair=429 quit=41 r=98 ra=37 race=20 radiat=33 radic=23 radiograph=43 radiolog=29 radiotherapi=48 rais=31
random=2913 randomis=712 rang=316 rank=56 rapid=114 rare=42 rat=24 rate=1188 rather=58 ratio=414 rational=48 ray=37
rct=149 re=72 reach=167 reaction=122 reactiv=83 read=45 readi=20 real=71 reason=105 recal=41 receiv=1538 recent=241
receptor=114 recipi=36 recogn=28 recognit=29 recombin=26 recommend=300 record=356 recoveri=178 recreat=22 recruit=453
recurr=110 red=28 reduc=1053 reduct=563 refer=144 referr=58 refin=22 reflect=78 refractori=29 regard=315 regardless=66
regimen=186 region=149 regist=434 registr=172 registri=168 regress=193 regul=80 regular=126 regulatori=21 rehabilit=94
reinforc=21 relaps=69 relat=890 relationship=131 relax=55 releas=71 relev=135 reli=20 reliabl=68 relief=108 reliev=68
remain=332 remifentanil=23 remind=30 remiss=59 remov=71 renal=102 repair=30 repeat=222 repetit=52 replac=75 replic=35
report=773 repres=128 requir=426 rescu=51 research=452 resect=53 resid=38 residu=37 resist=193 resolut=30 reson=46
resourc=91 respect=869 respiratori=146 respond=143 respons=612 rest=105 restor=37 restrict=50 result=1552 retain=22
retent=69 retriev=21 retrospect=60 return=65 revascular=21 reveal=183 revers=56 review=154 revis=31 rheumatoid=40
rheumatolog=23 rich=34 right=69 rigor=26 rise=42 risk=674 rna=23 robust=44 role=220 room=43 root=56 rotat=29 rout=21
routin=139 rr=38 rt=28 run=70 rural=58 s=82 s13063=64 safe=222 safeti=549 salin=128 salivari=23 sampl=531 satisfact=163
satisfactori=24 satisfi=30 satur=61 save=22 sbp=34 sc=21 scale=659 scan=53 scarc=22 scenario=20 schedul=158
schizophrenia=29 school=113 scienc=41 scientif=38 sclerosi=26 score=905 screen=152 sd=158 se=40 season=22 second=288
secondari=679 secret=36 section=74 sedat=75 sedentari=40 see=23 seek=52 seem=110 seen=161 segment=40 select=298
self=410 sem=26 semi=41 sens=32 sensat=24 sensit=177 sensori=56 sent=34 separ=119 septemb=71 sequenc=67 sequenti=49
seri=37 serial=23 serious=152 serum=264 serv=88 servic=181 session=318 set=392 seven=132 seventi=66 sever=597 sex=107
sexual=49 sf=55 sham=67 shape=21 share=31 shift=35 shock=30 short=285 shorten=31 shorter=94 shoulder=39 show=967
shown=268 sick=25 side=236 sign=113 signal=69 signific=2416 similar=597 simpl=88 simul=54 simultan=40 sinc=66 singl=507
sit=25 site=186 situat=27 six=349 sixteen=25 sixti=134 size=255 skelet=23 skill=100 skin=86 sleep=81 slight=75 slow=37
small=203 smaller=45 smoke=91 smoker=53 social=179 societ=21 societi=99 socio=26 sodium=77 soft=29 softwar=63 solubl=30
solut=92 solv=29 sore=21 sought=48 sourc=50 south=50 sp=20 space=32 speci=23 special=40 specialist=27 specif=354
specifi=20 specimen=41 spectrum=24 speed=49 spent=32 spinal=66 spine=31 split=23 spontan=36 sport=32 spread=20 spss=77
squar=129 st=40 stabil=86 stabl=96 staff=65 stage=186 stain=25 stand=30 standard=563 standardis=29 start=188 state=197
static=30 statin=27 statist=696 status=321 stay=124 steadi=20 stem=31 stenosi=25 stent=29 step=106 steroid=42 stiff=33
still=132 stimul=177 stimuli=34 stool=33 stop=47 strain=28 strategi=283 stratif=22 stratifi=86 strength=134
strengthen=38 stress=166 stretch=20 stroke=121 strong=106 stronger=22 structur=167 student=123 studi=3314 sub=68
subcutan=60 subgroup=135 subject=734 submit=27 suboptim=21 subscal=42 subsequ=144 subset=49 substanc=32 substanti=97
substitut=24 success=277 suffer=104 suffici=60 sugar=30 suggest=611 suitabl=48 sulfat=26 sum=21 summari=32 superfici=20
superior=199 supervis=56 supplement=253 supplementari=238 suppli=24 support=478 suppress=62 surfac=66 surgeon=46
surgeri=443 surgic=223 surveil=20 survey=117 surviv=218 survivor=31 suspect=31 sustain=132 sweden=23 switch=37
symptom=448 symptomat=78 system=365 systemat=69 systemia=99 systol=132 t=84 t1=43 t2=36 t2dm=30 t3=25 tablet=63
tailor=79 take=146 taken=149 target=280 task=115 tc=25 teach=62 teacher=21 team=80 technic=36 techniqu=205 technolog=64
teeth=49 telephon=85 temperatur=36 tempor=23 ten=97 tend=51 tendent=25 term=594 termin=54 tertiari=52 test=1128 text=42
themselv=25 theoret=31 theori=46 therapeut=191 therapi=741 therapist=35 thereaft=48 therebi=42 therefor=263 thick=50
third=139 thirti=146 thorac=25 though=63 thought=45 threaten=20 three=916 threshold=85 thrombosi=24 throughout=108
thus=177 tidal=27 time=1203 tissu=150 titrat=36 tnf=31 tobacco=20 togeth=53 toler=332 tomographi=48 took=67 tool=119
tooth=27 top=22 topic=61 total=934 toward=132 toxic=85 tracheal=31 track=30 tract=58 tradit=122 train=433 trait=21
transcrani=26 transcript=21 transfer=45 transform=22 transfus=31 transient=45 transit=37 translat=59 transmiss=40
transplant=43 transport=24 trauma=44 traumat=25 treadmil=25 treat=804 treatment=1764 trend=129 tri=28 trial=2380
trigger=29 triglycerid=67 tripl=24 trust=28 tube=43 tuberculosi=20 tumor=88 tumour=44 turn=23 twelv=59 twenti=194
twice=171 two=1621 type=440 typic=46 u=68 ug=190 uk=100 ulcer=40 ultim=20 ultrasound=68 umin=24 unchang=40 unclear=86
uncompl=30 uncontrol=22 under=45 undergo=311 undergon=34 understand=115 understood=25 undertaken=65 underw=186
unilater=32 uniqu=55 unit=244 universal=31 universiti=179 unknown=67 unlik=31 untreat=42 up=21 upon=62 upper=98
uptak=60 urban=42 urgent=20 urin=59 urinari=82 us=69 usa=30 usag=33 use=2360 user=295 usual=275 util=111 v=57 vaccin=48
vagin=39 valid=131 valu=404 valuabl=23 vari=104 variabl=332 varianc=76 variat=62 varieti=38 various=141 vas=114
vascular=76 veget=32 vehicl=25 vein=26 veloc=40 venous=46 ventil=93 ventricular=36 verbal=36 verifi=30 version=313
vessel=22 via=198 video=47 view=72 vigor=25 viral=31 virtual=25 virus=37 vision=21 visit=212 visual=273 vital=78
vitamin=90 vitro=57 vivo=51 volum=197 volunt=148 voluntari=20 vomit=89 vulner=26 w=20 waist=61 wait=48 walk=86 wall=30
walli=23 ward=28 warrant=81 washout=65 water=77 wave=37 way=150 weak=30 wear=27 web=81 webcit=37 websit=40 week=1352
weight=350 well=724 wellb=20 western=55 wherea=189 whether=594 whilst=28 white=52 whitney=50 who=40 whole=71 whose=39
wide=128 widespread=20 wilcoxon=34 will=22 withdraw=37 wk=24 woman=24 women=469 word=32 work=209 worker=55 world=87
worldwid=52 wors=35 worsen=45 wound=54 written=50 www=116 x=94 y=60 year=1216 yet=106 yield=75 yoga=22 young=127
younger=33 z=40 zealand=70 zero=24
"""
STEM_COUNTS: dict[str, int] = {stem: int(n) for stem, _, n in (pair.rpartition("=") for pair in _COUNTED.split())}
