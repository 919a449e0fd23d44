(* T22, the score potential: in place of the likelihood ratio of m to the truth,  *)
(* the exponential of the score <grad ln L(m), m - theta>. One round multiplies   *)
(* it, on average under the truth, by exactly rho_kl, the mean of exp (- kl), and *)
(* rho_kl is at most rho.                                                         *)
(* Claims: T22. Logistic link; exp and ln with the laws of Exponential.v.         *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics LogisticLink Divergence BernoulliKL.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Score.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Variables (r truth : reward E).
Implicit Types (pi : policy E) (h : history E).

(* for linear rewards (z - sigma(gap_m)) e is the gradient of ln P(z), and <e, m - theta> *)
(* the difference of the gaps                                                             *)
Definition score_factor pi (o : outcome E) : R :=
  let: (c, y', z) := o in
  exp ((z%:R - link E (gap r c (pi c) y')) * (gap r c (pi c) y' - gap truth c (pi c) y')).

Definition score h : R := \prod_(x <- h) score_factor x.1 x.2.

Definition rho_kl pi : R :=
  \sum_c p c * \sum_y' kappa c (pi c) y' * exp (- kl E ln (gap r c (pi c) y') (gap truth c (pi c) y')).

Lemma score_bernoulli g t : \sum_z bern E t z * exp ((z%:R - link E g) * (g - t)) = exp (- kl E ln g t).
Proof.
rewrite big_bool /= (L3_closed_form laws H5) !H5; set s := logistic exp g.
have u0 := exp_gt0 laws g; have v0 := exp_gt0 laws t.
have -> : - (s * (g - t) - ln (1 + exp g) + ln (1 + exp t)) = - (s * (g - t)) + (ln (1 + exp g) - ln (1 + exp t)) by ring.
rewrite (exp_add laws) (expB laws) !(exp_ln laws) ?addr_gt0 ?ltr01 //.
have -> : (1 - s) * (g - t) = - (s * (g - t)) + (g - t) by ring.
have -> : (0 - s) * (g - t) = - (s * (g - t)) by ring.
rewrite (exp_add laws) (expB laws) /logistic opprK (expN laws).
move: (exp (- _)) (exp g) u0 (exp t) v0 => w u u0 v v0; field.
by rewrite !gt_eqF ?addr_gt0 ?ltr01.
Qed.

Theorem T22_score_step pi h : \sum_o law truth pi o * score ((pi, o) :: h) = rho_kl pi * score h.
Proof.
rewrite /score; under eq_bigr do rewrite big_cons /= mulrA.
rewrite -mulr_suml; congr (_ * _); rewrite sum_outcome; apply: eq_bigr => c _.
rewrite mulr_sumr; apply: eq_bigr => y' _; rewrite -score_bernoulli mulr_sumr mulr_sumr.
by apply: eq_bigr => z _; rewrite /law /= !mulrA.
Qed.

Theorem T22_score_rate pi : rho_kl pi <= rho pi r truth.
Proof.
apply: ler_sum => c _; rewrite ler_wpmul2l ?p_ge0 //; apply: ler_sum => y' _.
rewrite ler_wpmul2l ?kappa_ge0 //; set g := gap r _ _ _; set t := gap truth _ _ _.
have b0 (x : R) z : 0 <= bern E x z by apply/ltW/bern_gt0.
have := L4_affinity_KL (b0 g) (bern_sum E g) laws (fun z _ => bern_gt0 E t z).
rewrite -/(kl E ln g t) /affinity -BC_bern => le; apply: le_trans le _.
by rewrite expr2 ler_pimull ?BC_le1 // ltW ?BC_gt0.
Qed.
End Score.
