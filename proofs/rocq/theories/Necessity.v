(* Without diversity every learner pays. For a confusing pair of models, a      *)
(* self-confirming and b hidden behind it, the regrets under a and under b of   *)
(* one and the same learner are tied by a two-point inequality; so one of them  *)
(* grows at least logarithmically, and a learner whose regret under b is below  *)
(* C T^alpha has regret at least ((1 - alpha) ln T - c)/K under a.              *)
(* Claims: T6, T7, T8. Any link, any randomised on-policy learner, any horizon; *)
(* exp and ln with the laws of Exponential.v.                                   *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Divergence.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Necessity.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Variables (a b : reward E) (pi : policy E) (K : R) (A : learner E).
Hypothesis a_best : optimal a pi.
Hypothesis hidden : agree pi a b.
Hypothesis rate : rate_bound ln a b pi K.

Implicit Types (tau : policy E) (c : context E) (y : response E) (r : reward E) (h : history E) (T : nat).

Local Notation Ra T := (Regret A a T).
Local Notation Rb T := (Regret A b T).

(* the probability that something else than [pi c] is deployed in context [c] *)
Definition deviation c (h : history E) : R := \sum_(tau : policy E | tau c != pi c) A h tau.

Lemma deviation_compl c h : \sum_(tau : policy E | tau c == pi c) A h tau = 1 - deviation c h.
Proof.
rewrite /deviation -(act_sum A h) [X in X - _](bigID (fun tau : policy E => tau c == pi c)) /=.
by rewrite addrK.
Qed.

Lemma deviation_ge0 c h : 0 <= deviation c h.
Proof. by apply: sumr_ge0 => tau _; apply: act_ge0. Qed.

Lemma deviation_le1 c h : deviation c h <= 1.
Proof. by rewrite -subr_ge0 -deviation_compl sumr_ge0 // => tau _; apply: act_ge0. Qed.

(* the two errors of "pi was not deployed in c" as a test after [t] rounds *)
Lemma deviation_errors c t :
  1 - Num.sqrt (1 - exp (- (K * Ra t)))
  <= expect A a t (deviation c) [::] + expect A b t (fun h => 1 - deviation c h) [::].
Proof.
rewrite !expect_chance.
have errs := @L4_errors_KL R _ (rounds_law A a (t:=t)) (rounds_law A b (t:=t)) _ _ _ _
  (fun h : t.-tuple (round E) => deviation c h) _ _ exp ln laws.
apply: errs.
- by move=> h; apply: chance_ge0.
- by move=> h; apply: chance_ge0.
- exact: rounds_law_sum.
- exact: rounds_law_sum.
- by move=> h; apply: deviation_ge0.
- by move=> h; apply: deviation_le1.
- by move=> h; apply: chance_gt0.
- exact: (L6_divergence laws) a_best hidden rate.
Qed.

(* what a round costs on average, context by context *)
Lemma next_loss_context r h :
  next_loss A r h = \sum_c p c * \sum_tau A h tau * shortfall r c (tau c).
Proof.
rewrite /next_loss /loss; under eq_bigr do rewrite mulr_sumr.
rewrite exchange_big; apply: eq_bigr => c _; rewrite mulr_sumr.
by apply: eq_bigr => tau _; rewrite mulrCA.
Qed.

Lemma deviation_cost_a c d h : (forall y, y != pi c -> d <= gap a c (pi c) y) ->
  d * deviation c h <= \sum_tau A h tau * shortfall a c (tau c).
Proof.
move=> dP; rewrite [X in _ <= X](bigID (fun tau : policy E => tau c != pi c)) /= -[X in X <= _]addr0.
apply: ler_add; last by apply: sumr_ge0 => tau _; rewrite mulr_ge0 ?act_ge0 ?shortfall_ge0.
rewrite mulr_sumr; apply: ler_sum => tau ne.
by rewrite mulrC ler_wpmul2l ?act_ge0 // -(optimal_gap _ _ a_best) dP.
Qed.

Lemma deviation_cost_b c d h : d <= shortfall b c (pi c) ->
  d * (1 - deviation c h) <= \sum_tau A h tau * shortfall b c (tau c).
Proof.
move=> dP; rewrite -deviation_compl [X in _ <= X](bigID (fun tau : policy E => tau c == pi c)) /= -[X in X <= _]addr0.
apply: ler_add; last by apply: sumr_ge0 => tau _; rewrite mulr_ge0 ?act_ge0 ?shortfall_ge0.
by rewrite mulr_sumr; apply: ler_sum => tau /eqP->; rewrite mulrC ler_wpmul2l ?act_ge0.
Qed.

(* the two sums of T6 *)
Definition sharp_sum T : R := \sum_(t < T) (1 - Num.sqrt (1 - exp (- (K * Ra t)))).
Definition half_sum T : R := (\sum_(t < T) exp (- (K * Ra t))) / 2%:R.

Hypothesis K_ge0 : 0 <= K.

Lemma half_sharp T : half_sum T <= sharp_sum T.
Proof.
rewrite /half_sum mulr_suml; apply: ler_sum => t _; apply: one_sub_sqrt.
by rewrite (exp_le1 laws) // oppr_le0 mulr_ge0 ?Regret_ge0.
Qed.

(** * T6 *)

(* all contexts at once: [d c] is at most what a mistake in [c] costs, under a *)
(* and under b alike                                                           *)
Theorem T6_all_contexts (d : context E -> R) T :
  (forall c, 0 <= d c) ->
  (forall c y, y != pi c -> d c <= gap a c (pi c) y) ->
  (forall c, d c <= shortfall b c (pi c)) ->
  (\sum_c p c * d c) * sharp_sum T <= Ra T + Rb T.
Proof.
move=> d0 da db; rewrite !Regret_sum -big_split mulr_sumr; apply: ler_sum => t _ /=.
apply: (@le_trans _ _ (\sum_c p c * d c *
   (expect A a t (deviation c) [::] + expect A b t (fun h => 1 - deviation c h) [::]))).
  rewrite mulr_suml; apply: ler_sum => c _.
  by apply: ler_wpmul2l (deviation_errors c t); rewrite mulr_ge0 ?p_ge0.
under eq_bigr do rewrite mulrDr -!expectZ.
rewrite big_split -!expect_sum /=.
apply: ler_add; apply: expect_le => h; rewrite next_loss_context; apply: ler_sum => c _;
  rewrite -mulrA ler_wpmul2l ?p_ge0 //; [exact: deviation_cost_a (da c)|exact: deviation_cost_b].
Qed.

Section OneContext.
Variables (c0 : context E) (da db : R).
Hypothesis da_gt0 : 0 < da.
Hypothesis db_gt0 : 0 < db.
Hypothesis daP : forall y, y != pi c0 -> da <= gap a c0 (pi c0) y.
Hypothesis dbP : db <= shortfall b c0 (pi c0).

Lemma context_cost r h :
  p c0 * (\sum_tau A h tau * shortfall r c0 (tau c0)) <= next_loss A r h.
Proof.
rewrite next_loss_context (bigD1 c0) //= ler_addl; apply: sumr_ge0 => c _.
rewrite mulr_ge0 ?p_ge0 //; apply: sumr_ge0 => tau _.
by rewrite mulr_ge0 ?act_ge0 ?shortfall_ge0.
Qed.

Theorem T6_two_point T :
  p c0 * sharp_sum T <= Ra T / da + Rb T / db /\ p c0 * half_sum T <= p c0 * sharp_sum T.
Proof.
split; last by rewrite ler_wpmul2l ?p_ge0 ?half_sharp.
rewrite !Regret_sum !mulr_suml -big_split mulr_sumr; apply: ler_sum => t _ /=.
apply: le_trans (ler_wpmul2l (p_ge0 c0) (deviation_errors c0 t)) _.
have scale r n f h : expect A r n f h / da = expect A r n (fun h => da^-1 * f h) h.
  by rewrite expectZ mulrC.
have scale' r n f h : expect A r n f h / db = expect A r n (fun h => db^-1 * f h) h.
  by rewrite expectZ mulrC.
rewrite mulrDr -!expectZ scale scale'; apply: ler_add; apply: expect_le => h.
  rewrite ler_pdivl_mull // mulrCA; apply: le_trans (context_cost a h).
  by rewrite ler_wpmul2l ?p_ge0 // deviation_cost_a.
rewrite ler_pdivl_mull // mulrCA; apply: le_trans (context_cost b h).
by rewrite ler_wpmul2l ?p_ge0 // deviation_cost_b.
Qed.

(** * T7 *)

Local Notation delta := ((da^-1 + db^-1)^-1).
Local Notation worst T := (Num.max (Ra T) (Rb T)).

Lemma inv_delta_gt0 : 0 < da^-1 + db^-1.
Proof. by rewrite addr_gt0 ?invr_gt0. Qed.

Lemma delta_gt0 : 0 < delta.
Proof. by rewrite invr_gt0 inv_delta_gt0. Qed.

Lemma worst_ge0 T : 0 <= worst T.
Proof. by rewrite le_maxr Regret_ge0. Qed.

Lemma exp_worst_le t T : (t <= T)%N -> exp (- (K * worst T)) <= exp (- (K * Ra t)).
Proof.
move=> tT; rewrite (ler_exp laws) ler_opp2 ler_wpmul2l // le_maxr.
by rewrite (Regret_le _ _ tT).
Qed.

(* the sharper implicit form *)
Theorem T7_sharp T :
  p c0 * delta * T%:R * (1 - Num.sqrt (1 - exp (- (K * worst T)))) <= worst T.
Proof.
have [six _] := T6_two_point T.
have W : Ra T / da + Rb T / db <= worst T * (da^-1 + db^-1).
  by rewrite mulrDr; apply: ler_add; rewrite ler_pmul2r ?invr_gt0 // le_maxr lexx ?orbT.
rewrite -(ler_pmul2r inv_delta_gt0); apply: le_trans W; apply: le_trans six.
have n0 : da^-1 + db^-1 != 0 by rewrite gt_eqF ?inv_delta_gt0.
set s := 1 - Num.sqrt _.
have cancel (u v w x : R) : w != 0 -> u / w * v * x * w = u * (v * x) by move=> w0; field.
rewrite cancel //.
rewrite ler_wpmul2l ?p_ge0 // -[T in T%:R]card_ord -sum1_card natr_sum mulr_suml.
apply: ler_sum => t _; rewrite mul1r; apply: one_sub_sqrt_le.
exact/exp_worst_le/ltnW.
Qed.

(* B exp (K B) >= p0 delta T / 2: with K > 0, B >= W(K p0 delta T / 2)/K *)
Theorem T7_logarithmic T :
  p c0 * delta * T%:R / 2%:R <= worst T * exp (K * worst T).
Proof.
have e0 := exp_gt0 laws (K * worst T).
rewrite -ler_pdivr_mulr // -(expN laws); apply: le_trans (T7_sharp T).
have f0 : 0 <= p c0 * delta * T%:R.
  apply: mulr_ge0 (ler0n _ _); exact: mulr_ge0 (p_ge0 _) (ltW delta_gt0).
rewrite -[X in X <= _]mulrA [2%:R^-1 * _]mulrC; apply: (ler_wpmul2l f0); apply: one_sub_sqrt.
by rewrite (exp_le1 laws) // oppr_le0 mulr_ge0 ?worst_ge0.
Qed.

(* with the Lambert function: [w] is W(K p0 delta T / 2) *)
Theorem T7_lambert T w : 0 < K -> 0 <= w ->
  w * exp w = K * (p c0 * delta * T%:R / 2%:R) -> w / K <= worst T.
Proof.
move=> Kp w0 we; rewrite ler_pdivr_mulr // leNgt; apply/negP; rewrite mulrC => lt.
suff : K * worst T * exp (K * worst T) < w * exp w.
  by rewrite we -mulrA ltr_pmul2l // ltNge T7_logarithmic.
apply: (@le_lt_trans _ _ (w * exp (K * worst T))).
  by rewrite ler_pmul2r ?(exp_gt0 laws) // ltW.
rewrite ltr_pmul2l ?(ltr_exp laws) //.
by apply: le_lt_trans lt; rewrite mulr_ge0 ?worst_ge0.
Qed.

(* linear when nothing that is ever deployed tells a from b *)
Theorem T7_linear T : K = 0 -> p c0 * delta * T%:R <= worst T.
Proof.
move=> K0; have := T7_sharp T.
by rewrite K0 mul0r oppr0 (exp0 laws) subrr sqrtr0 subr0 mulr1.
Qed.

(* explicitly logarithmic *)
Theorem T7_log T : 0 < p c0 -> 0 < K -> (0 < T)%N ->
  ln (K * (p c0 * delta * T%:R / 2%:R)) / (2%:R * K) <= worst T.
Proof.
move=> p0 Kp T0; set B := worst T; set x := p c0 * delta * T%:R / 2%:R.
have x0 : 0 < x.
  apply: divr_gt0; last by rewrite ltr0n.
  by apply: mulr_gt0; [exact: mulr_gt0 p0 delta_gt0 | rewrite ltr0n].
have Kx : 0 < K * x by apply: mulr_gt0.
have K2 : 0 < 2%:R * K by apply: mulr_gt0 Kp; rewrite ltr0n.
rewrite (ler_pdivr_mulr _ _ K2) -(ler_exp laws) (exp_ln laws Kx).
have -> : B * (2%:R * K) = K * B + K * B by ring.
rewrite (exp_add laws); apply: le_trans (_ : K * (B * exp (K * B)) <= _).
  by rewrite ler_pmul2l //; apply: T7_logarithmic.
rewrite mulrA ler_pmul2r ?(exp_gt0 laws) //.
by apply: le_trans (exp_ge1D laws _); rewrite ler_addr ler01.
Qed.

(** * T8 *)

(* what depends on the learner's promise only *)
Definition promise_cost (C alpha : R) : R := C / db + (1 - alpha) / (alpha * K * da).

Theorem T8_admissible (C alpha : R) T :
  0 < p c0 -> 0 < K -> 0 < alpha -> alpha <= 1 -> (0 < T)%N ->
  Rb T <= C * powr exp ln T%:R alpha ->
  ((1 - alpha) * ln T%:R - Num.max 0 (ln (2%:R * promise_cost C alpha / p c0))) / K <= Ra T.
Proof.
move=> p0 Kp al0 al1 T0; set L := ln T%:R; set M := promise_cost C alpha.
move=> promise; rewrite ler_pdivr_mulr // [Ra T * K]mulrC.
have Tp : 0 < T%:R :> R by rewrite ltr0n.
have expL : exp L = T%:R by rewrite (exp_ln laws).
case: (lerP ((1 - alpha) * L) (K * Ra T)) => [|small].
  by move=> big; apply: le_trans big; rewrite ler_subl_addr ler_addl le_maxr lexx.
have Le : L <= exp (alpha * L) / alpha.
  rewrite ler_pdivl_mulr // mulrC; apply: le_trans (exp_ge1D laws _).
  by rewrite ler_addr ler01.
have costs : Ra T / da + Rb T / db <= M * exp (alpha * L).
  rewrite mulrDl addrC; apply: ler_add.
    by rewrite mulrAC ler_pmul2r ?invr_gt0.
  have -> : (1 - alpha) / (alpha * K * da) * exp (alpha * L)
    = (1 - alpha) * (exp (alpha * L) / alpha) / K / da by field; rewrite !gt_eqF.
  rewrite ler_pmul2r ?invr_gt0 // ler_pdivl_mulr // mulrC; apply: le_trans (ltW small) _.
  by rewrite ler_wpmul2l ?subr_ge0.
have half : T%:R * exp (- (K * Ra T)) / 2%:R <= half_sum T.
  rewrite ler_pmul2r ?invr_gt0 ?ltr0n // -[T in T%:R]card_ord -sum1_card natr_sum mulr_suml.
  apply: ler_sum => t _; rewrite mul1r (ler_exp laws) ler_opp2 ler_wpmul2l //.
  exact/Regret_le/ltnW.
have [six sharp] := T6_two_point T.
have main : p c0 * (T%:R * exp (- (K * Ra T)) / 2%:R) <= M * exp (alpha * L).
  by apply: le_trans (le_trans sharp (le_trans six costs)); rewrite ler_wpmul2l // ltW.
have M0 : 0 < M.
  rewrite -(pmulr_lgt0 _ (exp_gt0 laws (alpha * L))); apply: lt_le_trans main.
  apply: mulr_gt0 p0 (divr_gt0 (mulr_gt0 Tp (exp_gt0 laws _)) _); rewrite ltr0n //.
have two : 0 < 2%:R :> R by rewrite ltr0n.
have q0 : 0 < 2%:R * M / p c0 by apply: divr_gt0 (mulr_gt0 two M0) p0.
apply: (@le_trans _ _ ((1 - alpha) * L - ln (2%:R * M / p c0))).
  by rewrite ler_add2l ler_opp2 le_maxr lexx orbT.
rewrite ler_subl_addr -(ler_exp laws) (exp_add laws) (exp_ln laws) //.
have -> : (1 - alpha) * L = L - alpha * L by ring.
rewrite (expB laws) expL ler_pdivr_mulr ?(exp_gt0 laws) //.
have e0 := exp_gt0 laws (K * Ra T); move: main; rewrite (expN laws).
move: (exp (K * Ra T)) e0 (exp (alpha * L)) => e e0 f main.
have m0 : 0 < 2%:R * e / p c0 by apply: divr_gt0 (mulr_gt0 two e0) p0.
move: main; rewrite -(ler_pmul2l m0).
have -> : 2%:R * e / p c0 * (p c0 * (T%:R / e / 2%:R)) = T%:R.
  by field; rewrite !gt_eqF.
by congr (_ <= _); field; rewrite gt_eqF.
Qed.
End OneContext.
End Necessity.
