(* T11, forced exploration: a learner that explores on a schedule (a uniformly  *)
(* random response, whoever comes) and otherwise deploys the policy of a        *)
(* maximum-likelihood model of the exploration rounds alone pays, under global  *)
(* identifiability only, at most (s ln T + 1) explorations plus the sum over    *)
(* wrong models of Delta times 1 + 1/4 + ... + 1/T^2 (below pi^2/6). Claim: T11. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Likelihood Exponential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Schedule.
(* after [n] rounds, explore iff fewer than [budget n] rounds were explorations *)
Variable budget : nat -> nat.

Fixpoint explored (n : nat) : nat :=
  if n is n'.+1 then explored n' + (explored n' < budget n') else 0.

Definition explores n : bool := (explored n < budget n)%N.

Lemma explored_le n : {homo budget : i j / (i <= j)%N} -> (explored n.+1 <= budget n)%N.
Proof.
move=> mono; rewrite /= ; case: (ltnP (explored n) (budget n)) => [lt|_]; first by rewrite addn1.
rewrite addn0; elim: n => [|n IH] //=; case: (ltnP (explored n) (budget n)) => [lt|_].
  by rewrite addn1; apply: leq_trans lt (mono _ _ (leqnSn n)).
by rewrite addn0; apply: leq_trans IH (mono _ _ (leqnSn n)).
Qed.
End Schedule.

(* the sum of inverse squares, which tends to pi^2/6, is below 2 *)
Lemma inverse_squares (R : realFieldType) T : \sum_(t < T) (t.+1%:R ^+ 2)^-1 <= 2%:R :> R.
Proof.
suff : (0 < T)%N -> \sum_(t < T) (t.+1%:R ^+ 2)^-1 <= 2%:R - T%:R^-1 :> R.
  case: T => [|T] le; first by rewrite big_ord0 ler0n.
  by apply: le_trans (le _) _ => //; rewrite ler_subl_addr ler_addl invr_ge0 ler0n.
elim: T => [|T IH] // _; rewrite big_ord_recr /=; case: T IH => [|T] IH.
  by rewrite big_ord0 add0r expr1n !invr1 mulr2n addrK.
apply: le_trans (ler_add (IH isT) (lexx _)) _; rewrite -addrA ler_add2l.
have a0 : 0 < T.+1%:R :> R by rewrite ltr0n.
set a : R := T.+1%:R in a0 *; have -> : T.+2%:R = a + 1 :> R by rewrite -addn1 natrD.
have b0 : 0 < a + 1 by rewrite addr_gt0 ?ltr01.
rewrite -subr_ge0.
have -> : - (a + 1)^-1 - (- a^-1 + ((a + 1) ^+ 2)^-1) = (a * (a + 1) ^+ 2)^-1.
  by field; rewrite !gt_eqF.
by rewrite invr_ge0 mulr_ge0 ?sqr_ge0 ?ltW.
Qed.

Section T11.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M) (budget : nat -> nat).
Implicit Types (h : history E) (pi : policy E).
Local Notation Y := (response E).

(* everybody is served [y] *)
Definition constant (y : Y) : policy E := [ffun => y].

(* one response drawn uniformly, before the context is seen *)
Definition uniform pi : R := \sum_y (#|Y|%:R)^-1 * (pi == constant y)%:R.

Definition uniform_mean (f : policy E -> R) : R := (#|Y|%:R)^-1 * \sum_y f (constant y).
Definition uniform_loss (theta : M) : R := uniform_mean (loss (K theta)).
Definition rho_uniform (m theta : M) : R := uniform_mean (fun pi => rho pi (K m) (K theta)).

(* the exploration rounds of a history *)
Fixpoint trials h : history E :=
  if h is x :: h' then if explores budget (size h') then x :: trials h' else trials h' else [::].

Definition exploring_learner (A : learner E) := forall h,
  if explores budget (size h) then act A h =1 uniform
  else forall pi, 0 < A h pi -> exists2 m, max_lik K m (trials h) & pi = greedy K m.

Lemma card_response_gt0 : 0 < #|Y|%:R :> R.
Proof. by rewrite ltr0n; apply/card_gt0P; exists (some_response E). Qed.

Lemma sum_uniform (f : policy E -> R) : \sum_pi uniform pi * f pi = uniform_mean f.
Proof.
rewrite /uniform_mean mulr_sumr; under eq_bigr do rewrite mulr_suml.
rewrite exchange_big /=; apply: eq_bigr => y _.
rewrite (bigD1 (constant y)) //= eqxx mulr1 big1 ?addr0 // => pi /negPf->.
by rewrite mulr0 mul0r.
Qed.

Lemma uniform_mean_const b : uniform_mean (fun _ => b) = b.
Proof. by rewrite /uniform_mean sumr_const -[b *+ _]mulr_natl mulrA mulVf ?mul1r // gt_eqF ?card_response_gt0. Qed.

Lemma uniform_weight_ge0 : 0 <= (#|Y|%:R : R)^-1.
Proof. by rewrite invr_ge0 ltW ?card_response_gt0. Qed.

Lemma rho_uniform_ge0 m theta : 0 <= rho_uniform m theta.
Proof. by rewrite mulr_ge0 ?uniform_weight_ge0 // sumr_ge0 // => y _; apply: rho_ge0. Qed.

Lemma uniform_weight_sum : \sum_(y : Y) (#|Y|%:R : R)^-1 = 1.
Proof. by rewrite -[RHS](uniform_mean_const 1) /uniform_mean mulr_sumr; apply: eq_bigr => y _; rewrite mulr1. Qed.

Lemma rho_uniform_le1 m theta : rho_uniform m theta <= 1.
Proof.
rewrite /rho_uniform /uniform_mean mulr_sumr.
apply: wsum_le => [y||y]; [exact: uniform_weight_ge0|exact: uniform_weight_sum|exact: rho_le1].
Qed.

Theorem T11_rho_uniform_lt1 m theta : full_support E -> identifiable K ->
  wrong K theta m -> rho_uniform m theta < 1.
Proof.
move=> H4 G w; rewrite lt_neqAle rho_uniform_le1 andbT; apply/negP => /eqP one.
have : Delta K m theta = 0.
  apply: G => c y y' k; have := one; rewrite /rho_uniform /uniform_mean mulr_sumr => e.
  have w0 : 0 < (#|Y|%:R : R)^-1 by rewrite invr_gt0 card_response_gt0.
  have e1 := wsum_eq (fun _ => ltW w0) uniform_weight_sum
               (fun y => rho_le1 (constant y) (K m) (K theta)) e (i := y) w0.
  by have := rho_agree H4 e1 (c := c) (y' := y'); rewrite ffunE; apply.
by move=> d0; rewrite /wrong d0 ltxx in w.
Qed.

Section Bound.
Variables (A : learner E) (theta : M).
Hypothesis expA : exploring_learner A.
Local Notation W := (wrong K theta).

Lemma trials_step m h : expect A (K theta) 1 (fun h => ell (K m) (K theta) (trials h)) h
  = (if explores budget (size h) then rho_uniform m theta else 1) * ell (K m) (K theta) (trials h).
Proof.
have := expA h; rewrite /=; case: ifP => ex unif.
  under eq_bigr => pi _ do rewrite unif L5_potential_step.
  under eq_bigr do rewrite mulrA.
  by rewrite -mulr_suml sum_uniform.
under eq_bigr do rewrite -mulr_suml law_sum mul1r.
by rewrite -mulr_suml act_sum.
Qed.

Lemma expect_trials m n : expect A (K theta) n (fun h => ell (K m) (K theta) (trials h)) [::]
  = rho_uniform m theta ^+ explored budget n.
Proof.
elim: n => [|n IH]; first by rewrite /= ell_nil.
rewrite expectSr (expect_eq _ _ _ _ (trials_step m)).
pose f k h := (if explores budget k then rho_uniform m theta else 1) * ell (K m) (K theta) (trials h).
rewrite (expect_size A (K theta) n f) add0n /f expectZ IH /= /explores.
by case: (_ < _)%N; rewrite ?addn1 ?exprS ?addn0 ?mul1r.
Qed.

Lemma next_loss_trials h : next_loss A (K theta) h <=
  if explores budget (size h) then uniform_loss theta
  else \sum_(m | W m) Delta K m theta * ell (K m) (K theta) (trials h).
Proof.
have := expA h; case: ifP => ex act_h.
  by rewrite /next_loss; under eq_bigr do rewrite act_h; rewrite sum_uniform.
have term0 m : 0 <= Delta K m theta * ell (K m) (K theta) (trials h).
  by rewrite mulr_ge0 ?Delta_ge0 ?ell_ge0.
rewrite -[leRHS]mul1r -(act_sum A h) mulr_suml; apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; have [m ml ->] := act_h _ a; rewrite -/(Delta K m theta).
case: (boolP (W m)) => [w|right_m]; last by rewrite (not_wrong right_m) sumr_ge0.
rewrite (bigD1 m) //= ler_paddr ?sumr_ge0 //.
by rewrite ler_pemulr ?Delta_ge0 ?(L5_selected theta ml).
Qed.

Theorem T11_budget T : Regret A (K theta) T <=
  uniform_loss theta * (explored budget T)%:R
  + \sum_(m | W m) Delta K m theta * \sum_(t < T) rho_uniform m theta ^+ budget t.
Proof.
elim: T => [|T IH].
  rewrite Regret0 mulr0 add0r big1 // => m _; by rewrite big_ord0 mulr0.
pose f k h := if explores budget k then uniform_loss theta
  else \sum_(m | W m) Delta K m theta * ell (K m) (K theta) (trials h).
have next : expect A (K theta) T (next_loss A (K theta)) [::] <=
    uniform_loss theta * (explores budget T)%:R
    + \sum_(m | W m) Delta K m theta * rho_uniform m theta ^+ budget T.
  apply: le_trans (expect_le _ _ _ _ next_loss_trials) _.
  rewrite (expect_size A (K theta) T f) add0n /f; case: (boolP (explores budget T)) => [ex|].
    rewrite expect_const mulr1 ler_addl sumr_ge0 // => m _.
    by rewrite mulr_ge0 ?Delta_ge0 ?exprn_ge0 ?rho_uniform_ge0.
  rewrite /explores -leqNgt => enough; rewrite mulr0 add0r expect_sum.
  apply: ler_sum => m _; rewrite expectZ expect_trials ler_wpmul2l ?Delta_ge0 //.
  by rewrite ler_wiexpn2l ?rho_uniform_ge0 ?rho_uniform_le1.
rewrite RegretS; apply: le_trans (ler_add IH next) _.
rewrite le_eqVlt; apply/orP; left; apply/eqP.
rewrite addrACA -mulrDr -natrD -big_split /=; congr (_ + _); apply: eq_bigr => m _.
by rewrite big_ord_recr mulrDr.
Qed.
End Bound.

(** * The schedule s ln t *)

Section Logarithm.
Variables (exp ln : R -> R) (laws : exp_laws exp ln).
Variables (A : learner E) (theta : M) (s : R).
Hypothesis expA : exploring_learner A.
Hypothesis s_ge0 : 0 <= s.
(* in round t = n + 1, "fewer than s ln t" is "fewer than its ceiling"          *)
Hypothesis ceiling : forall n, s * ln n.+1%:R <= (budget n)%:R < s * ln n.+1%:R + 1.
Hypothesis enough : forall m, wrong K theta m -> 2%:R <= s * ln (rho_uniform m theta)^-1.

Lemma budget_mono : {homo budget : i j / (i <= j)%N}.
Proof.
apply: homo_leq => [//|i j k|n]; first exact: leq_trans.
have /andP[_ up] := ceiling n; have /andP[lo _] := ceiling n.+1.
rewrite -ltnS -(ltr_nat R) -addn1 natrD (lt_le_trans up) // ler_add2r.
apply: le_trans lo; apply: ler_wpmul2l => //.
by rewrite (ler_ln laws) ?ltr0n // ler_nat.
Qed.

Lemma uniform_gt0 m : 0 < rho_uniform m theta.
Proof.
rewrite mulr_gt0 ?invr_gt0 ?card_response_gt0 //.
rewrite (bigD1 (some_response E)) //= ltr_paddr ?rho_gt0 //.
by apply: sumr_ge0 => y _; apply: rho_ge0.
Qed.

Lemma trial_decay m n : wrong K theta m ->
  rho_uniform m theta ^+ budget n <= (n.+1%:R ^+ 2)^-1.
Proof.
move=> /enough s2; have r0 := uniform_gt0 m.
set L := ln (rho_uniform m theta)^-1 in s2.
have n0 : 0 < n.+1%:R :> R by rewrite ltr0n.
have Er : rho_uniform m theta = exp (- L) by rewrite /L (lnV laws) // opprK (exp_ln laws).
have L0 : 0 <= L.
  case: (lerP 0 L) => // Lneg; have : s * L <= 0 by rewrite mulr_ge0_le0 // ltW.
  by move=> /(le_trans s2); rewrite lern0.
have -> : (n.+1%:R ^+ 2)^-1 = exp (- (2%:R * ln n.+1%:R)).
  by rewrite (expN laws) (exp_natmul laws) (exp_ln laws).
rewrite Er -(exp_natmul laws) (ler_exp laws) mulrN ler_opp2.
have /andP[lo _] := ceiling n.
apply: (@le_trans _ _ (s * ln n.+1%:R * L)); last by rewrite ler_wpmul2r.
by rewrite mulrAC ler_wpmul2r // (ln_ge0 laws) // ler1n.
Qed.

Theorem T11_forced_exploration T : (0 < T)%N -> Regret A (K theta) T <=
  uniform_loss theta * (s * ln T%:R + 1)
  + (\sum_(t < T) (t.+1%:R ^+ 2)^-1) * \sum_(m | wrong K theta m) Delta K m theta.
Proof.
case: T => // T _; apply: le_trans (T11_budget theta expA T.+1) _; apply: ler_add.
  apply: ler_wpmul2l; first by rewrite mulr_ge0 ?uniform_weight_ge0 ?sumr_ge0 // => y _; apply: loss_ge0.
  have /andP[_ /ltW] := ceiling T; apply: le_trans.
  by rewrite ler_nat; apply/explored_le/budget_mono.
rewrite mulr_sumr; apply: ler_sum => m w; rewrite mulrC ler_wpmul2r ?Delta_ge0 //.
by apply: ler_sum => t _; apply: trial_decay.
Qed.
End Logarithm.

(** * Such a learner exists *)

Theorem T11_learner_exists (m0 : M) : exists A : learner E, exploring_learner A.
Proof.
pose f h pi := if explores budget (size h) then uniform pi
               else (pi == greedy K (mle K m0 (trials h)))%:R : R.
have f0 h pi : 0 <= f h pi.
  rewrite /f; case: ifP => _; last exact: ler0n.
  by apply: sumr_ge0 => y _; rewrite mulr_ge0 ?uniform_weight_ge0 ?ler0n.
have f1 h : \sum_pi f h pi = 1.
  rewrite /f; case: (explores budget (size h)); last first.
    exact: (act_sum (deterministic (fun _ : history E => greedy K (mle K m0 (trials h)))) h).
  by rewrite -[RHS]uniform_mean_const -sum_uniform; apply: eq_bigr => pi _; rewrite mulr1.
exists (Learner f0 f1) => h; case: ifP => ex pi; rewrite /= /f ex //.
rewrite ltr0n lt0b => /eqP->; exists (mle K m0 (trials h)) => //; exact: mle_max.
Qed.
End T11.
