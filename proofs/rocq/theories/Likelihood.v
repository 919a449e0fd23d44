(* L5, the potential step: under the truth, whatever policy is deployed next,   *)
(* the mean of the root likelihood ratio of a model shrinks by exactly that     *)
(* policy's affinity rho; and the ratio is at least 1 whenever the model is a   *)
(* maximum-likelihood model. Nothing is assumed of the policy or the learner.   *)
(* Claim: L5 (with exponent 1/2).                                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section L5.
Variables (R : rcfType) (E : env R).
Implicit Types (r truth : reward E) (pi : policy E) (h : history E) (A : learner E).

(* the affinity, outcome by outcome *)
Lemma rho_outcomes pi r truth : rho pi r truth =
  \sum_o exposure pi o * Num.sqrt (feedback r pi o * feedback truth pi o).
Proof.
rewrite sum_outcome; apply: eq_bigr => c _; rewrite mulr_sumr; apply: eq_bigr => y' _.
by rewrite -mulr_sumr mulrA BC_bern.
Qed.

Lemma ell_cons r truth pi o h :
  law truth pi o * ell r truth ((pi, o) :: h)
  = exposure pi o * Num.sqrt (feedback r pi o * feedback truth pi o) * ell r truth h.
Proof.
rewrite /law /ell !lik_cons /= -!mulrA; congr (_ * _).
set x := feedback r pi o; set y := feedback truth pi o.
have x0 : 0 < x := feedback_gt0 _ _ _; have y0 : 0 < y := feedback_gt0 _ _ _.
have a0 := lik_gt0 r h; have b0 := lik_gt0 truth h.
have {1}-> : y = Num.sqrt (y ^+ 2) by rewrite sqrtr_sqr gtr0_norm.
rewrite -!sqrtrM ?sqr_ge0 ?mulr_ge0 ?ltW //.
by congr Num.sqrt; field; rewrite !gt_eqF.
Qed.

Theorem L5_potential_step r truth pi h :
  \sum_o law truth pi o * ell r truth ((pi, o) :: h) = rho pi r truth * ell r truth h.
Proof. by rewrite rho_outcomes mulr_suml; apply: eq_bigr => o _; apply: ell_cons. Qed.

Theorem L5_selected (M : finType) (K : class E M) m theta h :
  max_lik K m h -> 1 <= ell (K m) (K theta) h.
Proof. by move=> /forallP ml; apply: ell_ge1. Qed.

(* so under any learner the ratio is a supermartingale *)
Corollary L5_supermartingale A r truth n h :
  expect A truth n (ell r truth) h <= ell r truth h.
Proof.
apply: expect_super => // h' pi _.
by rewrite L5_potential_step ler_pimull ?ell_ge0 ?rho_le1.
Qed.
End L5.
