"""Words and sentences: how a text is cut, folded, stemmed and compared; pure."""
