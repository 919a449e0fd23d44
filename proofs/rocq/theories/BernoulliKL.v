(* The Kullback-Leibler divergence of two logistic users: its closed form, and  *)
(* that it is not negative. The upper bound (a-b)^2/8 is in RealBernoulliKL.v.  *)
(* Claims: L3 (closed form, lower bound). exp and ln with the laws of           *)
(* Exponential.v.                                                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Divergence.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section BernoulliKL.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis H5 : link E =1 logistic exp.
Implicit Types a b : R.

Lemma ln_logistic a : ln (logistic exp a) = a - ln (1 + exp a).
Proof.
have d0 := logistic_den laws a; have e0 := exp_gt0 laws a.
have -> : logistic exp a = exp a / (1 + exp a).
  by rewrite /logistic (expN laws); field; rewrite !gt_eqF.
by rewrite (ln_div laws) // (ln_exp laws).
Qed.

Lemma ln_logisticN a : ln (logistic exp (- a)) = - ln (1 + exp a).
Proof. by rewrite /logistic opprK (lnV laws) // (logistic_den laws). Qed.

Theorem L3_closed_form a b :
  kl E ln a b = logistic exp a * (a - b) - ln (1 + exp a) + ln (1 + exp b).
Proof.
rewrite /kl /divergence big_bool /= !H5.
rewrite !(ln_div laws) ?(logistic_gt0 laws) // !ln_logisticN !ln_logistic (logisticN laws).
by ring.
Qed.

Theorem L3_ge0 a b : 0 <= logistic exp a * (a - b) - ln (1 + exp a) + ln (1 + exp b).
Proof. by rewrite -L3_closed_form (kl_ge0 _ laws). Qed.
End BernoulliKL.
