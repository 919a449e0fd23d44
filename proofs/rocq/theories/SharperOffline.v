(* T12 with any Chernoff exponent lambda in (0, 1), one for every wrong model,  *)
(* in place of 1/2: the offline error of maximum likelihood is at most the sum  *)
(* of Delta rho_lambda^n, and rho_lambda < 1 under D_off.                       *)
(* Claims: T12 (sharper). exp and ln with the laws of Exponential.v.            *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Exponential SharperLog SharperPower Offline.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section SharperOffline.
Variables (R : rcfType) (exp ln : R -> R) (E : env R) (D : training E).
Hypothesis laws : exp_laws exp ln.
Implicit Types r : reward E.
Local Notation "x `^ a" := (powr exp ln x a) (at level 11).

(* the affinity of one datum *)
Definition rho_off_power r truth (lambda : R) : R :=
  \sum_o datum_exposure D o * (datum_feedback truth o `^ (1 - lambda) * datum_feedback r o `^ lambda).

Lemma powr_prod (I : finType) (f : I -> R) a : (forall i, 0 < f i) ->
  (\prod_i f i) `^ a = \prod_i f i `^ a.
Proof.
move=> f0; suff [] : 0 < \prod_i f i /\ (\prod_i f i) `^ a = \prod_i f i `^ a by [].
apply: (big_rec2 (fun u v => 0 < u /\ u `^ a = v)) => [|i y x _ [x0 e]].
  by rewrite /powr (ln1 laws) mulr0 (exp0 laws) ltr01.
by split; [rewrite mulr_gt0 | rewrite -e /powr (lnM laws) // mulrDr (exp_add laws)].
Qed.

Section Exponent.
Variables (r truth : reward E) (lambda : R).
Hypothesis lambda01 : 0 < lambda < 1.
Local Notation rho := (rho_off_power r truth lambda).

Lemma rho_off_power_ge0 : 0 <= rho.
Proof.
apply: sumr_ge0 => o _; rewrite mulr_ge0 ?datum_exposure_ge0 //.
by rewrite mulr_ge0 // (exp_ge0 laws).
Qed.

Lemma datum_means :
  \sum_o datum_exposure D o * ((1 - lambda) * datum_feedback truth o + lambda * datum_feedback r o) = 1.
Proof.
have total s : \sum_o datum_exposure D o * datum_feedback s o = 1 by exact: datum_law_sum.
under eq_bigr do rewrite mulrDr !(mulrCA (datum_exposure _ _)).
by rewrite big_split /= -!mulr_sumr !total !mulr1 subrK.
Qed.

Lemma datum_term o :
  datum_feedback truth o `^ (1 - lambda) * datum_feedback r o `^ lambda
  <= (1 - lambda) * datum_feedback truth o + lambda * datum_feedback r o
  ?= iff (datum_feedback truth o == datum_feedback r o).
Proof. exact: (weighted_means laws lambda01 (datum_feedback_gt0 _ _) (datum_feedback_gt0 _ _)). Qed.

Lemma rho_off_power_le1 : rho <= 1.
Proof.
rewrite -datum_means; apply: ler_sum => o _; rewrite ler_wpmul2l ?datum_exposure_ge0 //.
by case: (datum_term o).
Qed.

Lemma rho_off_power_agree : rho = 1 -> agree_off D r truth.
Proof.
move=> e c y y' qc bc kc; apply: (@link_inj _ E).
pose gain o := datum_exposure D o * ((1 - lambda) * datum_feedback truth o + lambda * datum_feedback r o
   - datum_feedback truth o `^ (1 - lambda) * datum_feedback r o `^ lambda).
have gain0 o : 0 <= gain o.
  by rewrite mulr_ge0 ?datum_exposure_ge0 // subr_ge0; case: (datum_term o).
have : \sum_o gain o = 0.
  by rewrite /gain; under eq_bigr do rewrite mulrBr; rewrite sumrB datum_means -/(rho) e subrr.
move=> /eqP; rewrite psumr_eq0 // => /allP/(_ (c, y, y', true) (mem_index_enum _)).
have ex : datum_exposure D (c, y, y', true) != 0 by rewrite /= !mulf_neq0 // gt_eqF.
rewrite implyTb /gain mulf_eq0 (negPf ex) orFb subr_eq0 eq_sym => same.
by have [_] := datum_term (c, y, y', true); rewrite same => /esym/eqP; apply: esym.
Qed.

Lemma mean_power_ratio n :
  \sum_(x : dataset E n) data_law D truth x * (data_lik r x / data_lik truth x) `^ lambda = rho ^+ n.
Proof.
rewrite -(sum_dataset n (fun o => datum_exposure D o *
   (datum_feedback truth o `^ (1 - lambda) * datum_feedback r o `^ lambda))).
apply: eq_bigr => x _; rewrite /data_law /data_lik -prodf_div powr_prod; last first.
  by move=> i; rewrite divr_gt0 ?datum_feedback_gt0.
rewrite -big_split; apply: eq_bigr => i _ /=; rewrite /datum_law -mulrA; congr (_ * _).
have t0 : 0 < datum_feedback truth (x i) := datum_feedback_gt0 _ _.
rewrite /powr (ln_div laws) ?datum_feedback_gt0 // -{1}(exp_ln laws t0) -!(exp_add laws).
by congr exp; move: (ln _) (ln _) => u v; ring.
Qed.
End Exponent.

Section MaximumLikelihood.
Variables (M : finType) (K : class E M) (theta : M) (lambda : M -> R).
Hypothesis lambda01 : forall m, 0 < lambda m < 1.
Local Notation rho m := (rho_off_power (K m) (K theta) (lambda m)).

Theorem T12_power n (A : rule E n) : max_likelihood_rule K A ->
  SubOpt D A (K theta) <= \sum_(m | wrong K theta m) Delta K m theta * rho m ^+ n.
Proof.
move=> ml; pose V m (x : dataset E n) := (data_lik (K m) x / data_lik (K theta) x) `^ lambda m.
have V0 m x : 0 <= V m x by apply: exp_ge0 laws _.
have below x : \sum_pi A x pi * loss (K theta) pi <=
    \sum_(m | wrong K theta m) Delta K m theta * V m x.
  rewrite -[leRHS]mul1r -(decide_sum A x) mulr_suml; apply: ler_sum => pi _.
  have := decide_ge0 A x pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
  rewrite ler_pmul2l //; have [m max ->] := ml x pi a; rewrite -/(Delta K m theta).
  have terms0 (P : pred M) : 0 <= \sum_(m | P m) Delta K m theta * V m x.
    by apply: sumr_ge0 => m' _; rewrite mulr_ge0 ?Delta_ge0.
  have [w | w] := boolP (wrong K theta m); last by rewrite (not_wrong w) terms0.
  rewrite (bigD1 m) //= ler_paddr ?terms0 // ler_pemulr ?Delta_ge0 //.
  rewrite /V /powr -(exp0 laws) (ler_exp laws) mulr_ge0 //; first by case/andP: (lambda01 m) => /ltW.
  by rewrite (ln_ge0 laws) // ler_pdivl_mulr ?data_lik_gt0 // mul1r.
apply: (@le_trans _ _ (\sum_(x : dataset E n) data_law D (K theta) x *
    \sum_(m | wrong K theta m) Delta K m theta * V m x)).
  by apply: ler_sum => x _; apply: ler_wpmul2l; rewrite ?data_law_ge0.
under [leLHS]eq_bigr => x _ do rewrite mulr_sumr.
rewrite exchange_big /=; apply: ler_sum => m _.
by under eq_bigr do rewrite mulrCA; rewrite -mulr_sumr mean_power_ratio.
Qed.

Theorem T12_power_lt1 m : diverse_offline K D (beta D) -> wrong K theta m -> rho m < 1.
Proof.
move=> Doff w; rewrite lt_neqAle (rho_off_power_le1 _ _ (lambda01 m)) andbT; apply/negP => /eqP.
by move=> /(rho_off_power_agree (lambda01 m))/Doff e; rewrite /wrong e ltxx in w.
Qed.
End MaximumLikelihood.
End SharperOffline.
