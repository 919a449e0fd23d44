"""One module a (claim, hypothesis): how a counterexample is drawn, and the exact predicate that recognises one."""
