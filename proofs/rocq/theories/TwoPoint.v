(* Two hypotheses cannot be told apart better than their affinity allows (L4):  *)
(* for laws P, Q on a finite set, zero masses allowed, and any randomised test, *)
(* the two error probabilities add up to at least 1 - sqrt(1 - BC^2), hence to  *)
(* BC^2/2, and BC^2 >= exp(-KL) when P is absolutely continuous w.r.t. Q.       *)
(* Claims: L4. The first part holds in every real closed field; KL needs exp    *)
(* and ln with the laws of Exponential.v.                                       *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Lemma cauchy_schwarz (R : realFieldType) (I : finType) (x y : I -> R) :
  (\sum_i x i * y i) ^+ 2 <= (\sum_i x i ^+ 2) * (\sum_i y i ^+ 2).
Proof.
rewrite -subr_ge0 -(pmulr_rge0 _ (ltr0n R 2)).
suff -> : 2%:R * ((\sum_i x i ^+ 2) * (\sum_i y i ^+ 2) - (\sum_i x i * y i) ^+ 2)
  = \sum_i \sum_j (x i * y j - x j * y i) ^+ 2.
  by apply: sumr_ge0 => i _; apply: sumr_ge0 => j _; apply: sqr_ge0.
have -> : \sum_i \sum_j (x i * y j - x j * y i) ^+ 2 =
   \sum_i \sum_j (x i ^+ 2 * y j ^+ 2) + \sum_i \sum_j (y i ^+ 2 * x j ^+ 2)
   - 2%:R * \sum_i \sum_j ((x i * y i) * (x j * y j)).
  rewrite mulr_sumr -sumrN -!big_split /=; apply: eq_bigr => i _.
  rewrite mulr_sumr -sumrN -!big_split /=; apply: eq_bigr => j _; ring.
have P (f g : I -> R) : \sum_i \sum_j f i * g j = (\sum_i f i) * (\sum_j g j).
  by rewrite mulr_suml; apply: eq_bigr => i _; rewrite mulr_sumr.
rewrite (P (fun i => x i ^+ 2) (fun i => y i ^+ 2)) (P (fun i => y i ^+ 2) (fun i => x i ^+ 2)).
rewrite (P (fun i => x i * y i) (fun i => x i * y i)).
set A := \sum_i x i ^+ 2; set B := \sum_i y i ^+ 2; set D := \sum_i x i * y i.
ring.
Qed.

(* 1 - sqrt(1 - x) >= x/2 *)
Lemma one_sub_sqrt (R : rcfType) (x : R) : x <= 1 -> x / 2%:R <= 1 - Num.sqrt (1 - x).
Proof.
move=> x1; have y0 : 0 <= 1 - x by rewrite subr_ge0.
have {1}-> : x = 1 - Num.sqrt (1 - x) ^+ 2 by rewrite sqr_sqrtr // opprB addrC subrK.
set s := Num.sqrt (1 - x); rewrite -subr_ge0.
have -> : 1 - s - (1 - s ^+ 2) / 2%:R = (1 - s) ^+ 2 / 2%:R by field.
by rewrite divr_ge0 ?sqr_ge0 ?ler0n.
Qed.

(* t |-> 1 - sqrt(1 - t) is increasing *)
Lemma one_sub_sqrt_le (R : rcfType) (x y : R) : x <= y -> 1 - Num.sqrt (1 - x) <= 1 - Num.sqrt (1 - y).
Proof. by move=> xy; rewrite ler_add2l ler_opp2 ler_wsqrtr // ler_add2l ler_opp2. Qed.

(* KL(P || Q); 0 * ln (0 / q) = 0 *)
Definition divergence (R : rcfType) (ln : R -> R) (O : finType) (P Q : O -> R) : R :=
  \sum_o P o * ln (P o / Q o).

Section TwoPoint.
Variables (R : rcfType) (O : finType) (P Q : O -> R).
Hypothesis P_ge0 : forall o, 0 <= P o.
Hypothesis Q_ge0 : forall o, 0 <= Q o.
Hypothesis P_sum : \sum_o P o = 1.
Hypothesis Q_sum : \sum_o Q o = 1.

(* the affinity of P and Q *)
Definition affinity : R := \sum_o Num.sqrt (P o * Q o).

(* a randomised test: the probability of rejecting P, given what is observed *)
Variable phi : O -> R.
Hypothesis phi_ge0 : forall o, 0 <= phi o.
Hypothesis phi_le1 : forall o, phi o <= 1.

Definition errors : R := \sum_o P o * phi o + \sum_o Q o * (1 - phi o).

Let overlap : R := \sum_o Num.min (P o) (Q o).

Lemma affinity_ge0 : 0 <= affinity.
Proof. by apply: sumr_ge0 => o _; apply: sqrtr_ge0. Qed.

Lemma affinity_overlap : affinity ^+ 2 <= overlap * (2%:R - overlap).
Proof.
have mn0 o : 0 <= Num.min (P o) (Q o) by rewrite le_minr P_ge0 Q_ge0.
have mx0 o : 0 <= Num.max (P o) (Q o) by rewrite le_maxr P_ge0.
have -> : affinity = \sum_o Num.sqrt (Num.min (P o) (Q o)) * Num.sqrt (Num.max (P o) (Q o)).
  by apply: eq_bigr => o _; rewrite -sqrtrM //; case: (leP (P o) (Q o)) => // _; rewrite mulrC.
apply: le_trans (cauchy_schwarz _ _) _.
under eq_bigr do rewrite sqr_sqrtr //.
under [X in _ * X <= _]eq_bigr do rewrite sqr_sqrtr //.
suff -> : 2%:R - overlap = \sum_o Num.max (P o) (Q o) by [].
apply/eqP; rewrite subr_eq -[2%:R]/(1 + 1) -[X in X + _]P_sum -Q_sum -!big_split /=.
by apply/eqP/eq_bigr => o _; rewrite addr_max_min.
Qed.

Lemma overlap_le1 : overlap <= 1.
Proof. by rewrite -P_sum; apply: ler_sum => o _; rewrite le_minl lexx. Qed.

Lemma overlap_errors : overlap <= errors.
Proof.
rewrite /errors -big_split /=; apply: ler_sum => o _.
have -> : Num.min (P o) (Q o) = Num.min (P o) (Q o) * phi o + Num.min (P o) (Q o) * (1 - phi o) by ring.
by apply: ler_add; apply: ler_wpmul2r; rewrite ?subr_ge0 // le_minl lexx ?orbT.
Qed.

Lemma affinity_sqr_le1 : affinity ^+ 2 <= 1.
Proof.
apply: le_trans affinity_overlap _; rewrite -subr_ge0.
have -> : 1 - overlap * (2%:R - overlap) = (1 - overlap) ^+ 2 by ring.
exact: sqr_ge0.
Qed.

Theorem L4_two_point_sharp : 1 - Num.sqrt (1 - affinity ^+ 2) <= errors.
Proof.
apply: le_trans overlap_errors.
rewrite ler_subl_addr -ler_subl_addl.
have o1 : 0 <= 1 - overlap by rewrite subr_ge0 overlap_le1.
rewrite -[X in X <= _](ger0_norm o1) -sqrtr_sqr ler_wsqrtr //.
have -> : (1 - overlap) ^+ 2 = 1 - overlap * (2%:R - overlap) by ring.
by rewrite ler_add2l ler_opp2 affinity_overlap.
Qed.

Theorem L4_two_point : affinity ^+ 2 / 2%:R <= errors.
Proof. exact: le_trans (one_sub_sqrt affinity_sqr_le1) L4_two_point_sharp. Qed.

(** * Kullback-Leibler divergence *)

Section Divergence.
Variables exp ln : R -> R.
Hypothesis laws : exp_laws exp ln.
Hypothesis P_below_Q : forall o, 0 < P o -> 0 < Q o.

Local Notation KL := (divergence ln P Q).

Lemma exp_half_KL : exp (- KL / 2%:R) <= affinity.
Proof.
pose a o := - ln (P o / Q o) / 2%:R.
have Ea o : Num.sqrt (P o * Q o) = P o * exp (a o).
  have := P_ge0 o; rewrite le_eqVlt => /predU1P[<-|p0]; first by rewrite !mul0r sqrtr0.
  have q0 := P_below_Q p0; have r0 : 0 < P o / Q o by rewrite divr_gt0.
  have e2 : exp (a o) ^+ 2 = Q o / P o.
    by rewrite /a (exp_half laws) (expN laws) (exp_ln laws) // invf_div.
  have e0 : 0 <= P o * exp (a o) by rewrite mulr_ge0 // (exp_ge0 laws).
  rewrite -[RHS]ger0_norm // -sqrtr_sqr exprMn e2; congr Num.sqrt.
  by field; rewrite gt_eqF.
have Ez : - KL / 2%:R = \sum_o P o * a o.
  rewrite /divergence -sumrN mulr_suml; apply: eq_bigr => o _; rewrite /a; ring.
rewrite /affinity; under eq_bigr do rewrite Ea.
set z := - KL / 2%:R.
have -> : exp z = \sum_o P o * (exp z * (1 + (a o - z))).
  under eq_bigr do rewrite mulrCA.
  rewrite -mulr_sumr; under eq_bigr do rewrite mulrDr mulr1 mulrBr.
  by rewrite big_split sumrB /= -mulr_suml P_sum -Ez mul1r subrr addr0 mulr1.
apply: ler_sum => o _; apply: ler_wpmul2l => //.
have {2}-> : a o = z + (a o - z) by ring.
by rewrite (exp_add laws) ler_pmul2l ?(exp_gt0 laws) // (exp_ge1D laws).
Qed.

Theorem L4_affinity_KL : exp (- KL) <= affinity ^+ 2.
Proof.
rewrite -(exp_half laws); apply: ler_expn2r exp_half_KL; rewrite nnegrE.
  exact: exp_ge0 laws _.
exact: affinity_ge0.
Qed.

Lemma divergence_ge0 : 0 <= KL.
Proof.
rewrite -oppr_le0 -(ler_exp laws) (exp0 laws).
exact: le_trans L4_affinity_KL affinity_sqr_le1.
Qed.

(* the form the lower bounds use: KL enters through any upper bound of it *)
Theorem L4_errors_KL k : KL <= k -> 1 - Num.sqrt (1 - exp (- k)) <= errors.
Proof.
move=> klk; apply: le_trans L4_two_point_sharp; apply: one_sub_sqrt_le.
by apply: le_trans L4_affinity_KL; rewrite (ler_exp laws) ler_opp2.
Qed.

End Divergence.
End TwoPoint.

(* L4 for an event, with the affinity and with KL *)
Section Events.
Variables (R : rcfType) (O : finType) (P Q : O -> R).
Hypothesis P_ge0 : forall o, 0 <= P o.
Hypothesis Q_ge0 : forall o, 0 <= Q o.
Hypothesis P_sum : \sum_o P o = 1.
Hypothesis Q_sum : \sum_o Q o = 1.
Variable A : pred O.

Lemma errors_event :
  errors P Q (fun o => (A o)%:R) = \sum_(o | A o) P o + \sum_(o | ~~ A o) Q o.
Proof.
rewrite /errors [X in _ = X + _]big_mkcond [X in _ = _ + X]big_mkcond /=.
by congr (_ + _); apply: eq_bigr => o _; case: (A o); rewrite ?(mulr1, mulr0, subrr, subr0).
Qed.

Theorem L4_two_point_event :
  let bc2 := affinity P Q ^+ 2 in let e := \sum_(o | A o) P o + \sum_(o | ~~ A o) Q o in
  bc2 / 2%:R <= 1 - Num.sqrt (1 - bc2) /\ 1 - Num.sqrt (1 - bc2) <= e.
Proof.
rewrite /= -errors_event; split; first exact/one_sub_sqrt/affinity_sqr_le1.
by apply: L4_two_point_sharp => // o; rewrite ?ler0n // lern1 leq_b1.
Qed.

(* Bretagnolle-Huber *)
Theorem L4_bretagnolle_huber exp ln (laws : exp_laws exp ln) :
  (forall o, 0 < P o -> 0 < Q o) ->
  exp (- divergence ln P Q) / 2%:R <= \sum_(o | A o) P o + \sum_(o | ~~ A o) Q o.
Proof.
move=> ac; rewrite -errors_event.
apply: le_trans (_ : affinity P Q ^+ 2 / 2%:R <= _).
  by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // (L4_affinity_KL P_ge0 P_sum laws ac).
by apply: L4_two_point => // o; rewrite ?ler0n // lern1 leq_b1.
Qed.
End Events.
