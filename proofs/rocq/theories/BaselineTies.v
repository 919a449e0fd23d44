(* Where ties go matters under the baseline protocol: with two users of heads 1  *)
(* and -1, one other response, and ties broken away from the baseline, diversity *)
(* holds over all matrices, although it fails when ties go to the baseline.      *)
(* Claim: T16b (its hypothesis on ties cannot be dropped).                       *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Span Heads SpanModel Instances.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Ties.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.

Let E := two_users sigma_gt0 sigmaN sigma_inj (fun=> false).
Let w (c : bool) : 'rV[R]_1 := (if c then 1 else -1)%:M.
Let value (B : 'M[R]_(1, #|response E|)) (c : bool) : R := (w c *m B) 0 (enum_rank (true : response E)).
Let rewards (B : 'M[R]_(1, #|response E|)) : reward E := taste (value B).
Let eager (B : 'M[R]_(1, #|response E|)) : policy E := [ffun c : bool => 0 <= value B c].

Let eager_optimal B : optimal (rewards B) (eager B).
Proof.
move=> c y; rewrite ffunE /rewards /taste; case: (lerP 0 (value B c)) => [v0 | /ltW v0]; by case: y.
Qed.

Definition eager_class : class E 'M[R]_(1, #|response E|) := Class eager_optimal.

Let valueE B c : value B c = (if c then 1 else -1) * value B true.
Proof. by rewrite /value /w !mul_scalar_mx scale1r mxE; case: c; rewrite ?mul1r // mxE. Qed.

Theorem T16b_ties_matter : exists (E : env R) (y0 : response E) (w : context E -> 'rV[R]_1)
    (K : class E 'M[R]_(1, #|response E|)),
  [/\ full_support E, forall c y y', kappa c y y' = (y' == y0)%:R,
      forall B c y, K B c y = if y == y0 then 0 else (w c *m B) 0 (enum_rank y),
      (exists c y, w c != 0 /\ y != y0) & diverse K].
Proof.
have full : full_support E by apply: two_users_full.
have base (c : context E) (y y' : response E) : kappa c y y' = (y' == (false : response E))%:R by [].
have rewE B c y : eager_class B c y
    = if y == (false : response E) then 0 else (w c *m B) 0 (enum_rank y) by case: y.
have w0 c : w c != 0.
  apply/eqP => /matrixP/(_ 0 0)/eqP; rewrite !mxE eqxx mulr1n.
  by case: c; rewrite ?oppr_eq0 oner_eq0.
exists E, (false : response E), w, eager_class; split=> //; first by exists true, true; rewrite w0.
move=> A; apply/(T16b_diverse_at base rewE A full) => -[] // _.
apply/andP; split; apply/span_subP => c _; first exact: mem_span.
have [c' served] : exists c', audience (greedy eager_class A) (true : response E) c'.
  have [v0 | v0] := lerP 0 (value A true); [exists true | exists false]; rewrite /audience /= ffunE.
    by rewrite v0.
  by rewrite valueE mulN1r oppr_ge0 ltW.
apply: submx_trans (mem_span w served).
have -> : w c = (w c 0 0 / w c' 0 0) *: w c'; last exact: scalemx_sub.
apply/matrixP => i j; rewrite !ord1 [RHS]mxE divfK //.
by apply: contra (w0 c') => /eqP e; apply/eqP/matrixP => i' j'; rewrite !ord1 e mxE.
Qed.
End Ties.
