(* The exponential and the logarithm, as far as the theory needs them. Theorems *)
(* that speak of exp and ln hold over every real closed field with two          *)
(* functions that satisfy the four laws below; everything else about exp, ln    *)
(* and the logistic link is derived from those laws here. RealExponential.v     *)
(* shows that exp and ln of the real numbers satisfy them.                      *)
(* Claims: none by itself.                                                      *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Record exp_laws (R : rcfType) (exp ln : R -> R) : Prop := ExpLaws {
  exp_add : forall x y, exp (x + y) = exp x * exp y;
  exp_ge1D : forall x, 1 + x <= exp x;
  exp_gt0 : forall x, 0 < exp x;
  exp_ln : forall x, 0 < x -> exp (ln x) = x
}.

Section Consequences.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.

Let expD := exp_add laws.
Let expge := exp_ge1D laws.
Let expgt0 := exp_gt0 laws.
Let expln := exp_ln laws.

Lemma exp_ge0 x : 0 <= exp x. Proof. exact/ltW/expgt0. Qed.
Lemma exp_neq0 x : exp x != 0. Proof. by rewrite gt_eqF. Qed.

Lemma exp0 : exp 0 = 1.
Proof. by apply: (mulfI (exp_neq0 0)); rewrite -expD addr0 mulr1. Qed.

Lemma expN x : exp (- x) = (exp x)^-1.
Proof. by apply: (mulfI (exp_neq0 x)); rewrite -expD subrr exp0 divff ?exp_neq0. Qed.

Lemma expB x y : exp (x - y) = exp x / exp y.
Proof. by rewrite expD expN. Qed.

Lemma exp_natmul n x : exp (n%:R * x) = exp x ^+ n.
Proof.
elim: n => [|n IH]; first by rewrite mul0r exp0 expr0.
by rewrite -addn1 natrD mulrDl mul1r expD IH addn1 exprSr.
Qed.

Lemma exp_half x : exp (x / 2%:R) ^+ 2 = exp x.
Proof. by rewrite -exp_natmul mulrC divfK ?pnatr_eq0. Qed.

Lemma exp_quarter x : exp (x / 4%:R) ^+ 4 = exp x.
Proof. by rewrite -exp_natmul mulrC divfK ?pnatr_eq0. Qed.

Lemma ltr_exp : {mono exp : x y / x < y}.
Proof.
apply: leW_mono; apply: le_mono => x y xy.
have -> : y = x + (y - x) by ring.
rewrite expD ltr_pmulr // (lt_le_trans _ (expge _)) //.
by rewrite ltr_addl subr_gt0.
Qed.

Lemma ler_exp : {mono exp : x y / x <= y}.
Proof. by apply: le_mono => x y; rewrite ltr_exp. Qed.

Lemma exp_inj : injective exp.
Proof. exact: inc_inj ler_exp. Qed.

Lemma exp_le1 x : x <= 0 -> exp x <= 1.
Proof. by move=> x0; rewrite -exp0 ler_exp. Qed.

Lemma ln_exp x : ln (exp x) = x.
Proof. by apply: exp_inj; rewrite expln. Qed.

Lemma ln1 : ln 1 = 0.
Proof. by rewrite -exp0 ln_exp. Qed.

Lemma lnM x y : 0 < x -> 0 < y -> ln (x * y) = ln x + ln y.
Proof.
by move=> x0 y0; apply: exp_inj; rewrite expD !expln ?mulr_gt0.
Qed.

Lemma lnV x : 0 < x -> ln x^-1 = - ln x.
Proof. by move=> x0; apply: exp_inj; rewrite expN !expln ?invr_gt0. Qed.

Lemma ln_div x y : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof. by move=> x0 y0; rewrite lnM ?invr_gt0 // lnV. Qed.

Lemma ltr_ln x y : 0 < x -> 0 < y -> (ln x < ln y) = (x < y).
Proof. by move=> x0 y0; rewrite -ltr_exp !expln. Qed.

Lemma ler_ln x y : 0 < x -> 0 < y -> (ln x <= ln y) = (x <= y).
Proof. by move=> x0 y0; rewrite -ler_exp !expln. Qed.

Lemma ln_ge0 x : 1 <= x -> 0 <= ln x.
Proof. by move=> x1; rewrite -ln1 ler_ln // (lt_le_trans ltr01). Qed.

Lemma ln_leB1 x : 0 < x -> ln x <= x - 1.
Proof.
by move=> x0; rewrite ler_subr_addr addrC; apply: le_trans (expge _) _; rewrite expln.
Qed.

(* x ^ alpha for a positive x. *)
Definition powr (x alpha : R) := exp (alpha * ln x).

End Consequences.

(* The logistic link. *)
Section Logistic.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.

Definition logistic (a : R) : R := (1 + exp (- a))^-1.

Let expgt0 := exp_gt0 laws.

Lemma logistic_den a : 0 < 1 + exp a.
Proof. by rewrite addr_gt0 ?ltr01. Qed.

Lemma logistic_gt0 a : 0 < logistic a.
Proof. by rewrite invr_gt0 logistic_den. Qed.

Lemma logisticN a : logistic (- a) = 1 - logistic a.
Proof.
rewrite /logistic opprK (expN laws).
have e0 := exp_neq0 laws a; have d0 : 1 + exp a != 0 by rewrite gt_eqF // logistic_den.
by field; rewrite addrC d0 e0.
Qed.

Lemma ltr_logistic : {mono logistic : a b / a < b}.
Proof.
move=> a b; rewrite /logistic ltf_pinv ?posrE ?logistic_den //.
by rewrite ltr_add2l (ltr_exp laws) ltr_opp2.
Qed.

Lemma logistic_inj : injective logistic.
Proof. by apply: inc_inj; apply: le_mono => a b; rewrite ltr_logistic. Qed.

End Logistic.
