"""Words that do not tell what a text is about, so they weigh nothing when two texts are compared."""

FUNCTION_WORDS = frozenset(
    """a about after all also am an and any are as at be been before being below both but by can could did do does done
    during each either for from had has have he her here his how if in into is it its may might more most no nor not of
    on once only or other our out over per s same shall she should so some such t than that the their them then there
    these they this those through to too under until up versus very vs was we were what when where which while who whom
    will with within without would you your""".split()
)
# Every study uses these words.
STUDY_WORDS = frozenset("patient patients study trial found showed shown".split())
# What rankings leave out: more function words, and the headings of abstracts. "Versus" stays, because it is a cue of
# study design; the few others stay because the rates of the cues were counted with them.
RANKING_SMALL_WORDS = (FUNCTION_WORDS - frozenset("am below done here per shall t versus vs".split())) | frozenset(
    """abstract aim background because between conclusion conclusions due further having however i itself method methods
    must objective objectives off own purpose result results since therefore thus upon via well whereas whether whose
    why""".split()
)
