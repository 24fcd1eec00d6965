"""Series of cases: one relation that all cases but one fit, in prose, lists and neighbouring blocks."""
