(* T24 with an exponential: cosh x <= exp (x^2/2) (from L3), so that the worse   *)
(* of two truths at +s and -s costs at least p0 s/4 times the sum of             *)
(* exp (-t s^2 V^2/4); with s = 2/(V sqrt T) that is (1 - 1/e) p0 sqrt(T)/(2V).  *)
(* Claims: T24. Over the real numbers; axioms: those of mathcomp-analysis.       *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential RealExponential Bhattacharyya TwoPoint Model Basics BernoulliKL RealBernoulliKL TwoTruths.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Real.
Variables (R : realType) (E : env R).
Hypothesis H5 : link E =1 logistic (@expR R).
Local Notation cosh := (cosh (@expR R)).
Let laws := real_exp_laws R.

Lemma cosh_le (x : R) : cosh x <= expR (x ^+ 2 / 2%:R).
Proof.
have := L3_le H5 0 (2%:R * x); rewrite (L3_closed_form laws H5) sub0r sqrrN.
have -> : logistic (@expR R) 0 = 2%:R^-1 by rewrite /logistic oppr0 expR0.
have -> : (2%:R * x) ^+ 2 / 8%:R = x ^+ 2 / 2%:R by field.
have -> : 2%:R^-1 * - (2%:R * x) = - x by field.
have e0 := expR_gt0 x; have ex0 := expR_gt0 (2%:R * x).
rewrite expR0 -ler_expR (expRD (- x - _)) lnK ?posrE ?addr_gt0 ?ltr01 // expRD expRN expRN lnK ?posrE ?addr_gt0 ?ltr01 //.
apply: le_trans; rewrite le_eqVlt; apply/orP; left; apply/eqP.
rewrite (exp_natmul laws) /Bhattacharyya.cosh expRN; move: (expR x) e0 => u u0.
by field; rewrite gt_eqF.
Qed.

Variables (base v : reward E) (V s0 : R) (c0 : context E) (y1 y2 : response E).
Hypothesis V_gt0 : 0 < V.

Lemma sharp_to_exp s T : 0 < s ->
  p c0 * s / 4%:R * (\sum_(t < T) expR (- (t%:R * (s ^+ 2 * V ^+ 2 / 4%:R))))
  <= p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - (cosh (s * V / 2%:R))^-1 ^+ (2 * t)))).
Proof.
move=> s_gt0; have two : 0 < 2%:R :> R by rewrite ltr0n.
have -> : p c0 * s / 4%:R = p c0 * s / 2%:R * 2%:R^-1 by field.
rewrite -[leLHS]mulrA ler_wpmul2l ?divr_ge0 ?mulr_ge0 ?p_ge0 ?(ltW s_gt0) ?ler0n //.
rewrite mulr_sumr; apply: ler_sum => t _; rewrite mulrC.
set C := cosh (s * V / 2%:R); have C0 : 0 < C := cosh_gt0 laws _.
have low : expR (- (s ^+ 2 * V ^+ 2 / 4%:R)) <= C^-1 ^+ 2.
  rewrite expRN exprVn lef_pinv ?posrE ?expR_gt0 ?exprn_gt0 //.
  have -> : s ^+ 2 * V ^+ 2 / 4%:R = (s * V / 2%:R) ^+ 2 / 2%:R + (s * V / 2%:R) ^+ 2 / 2%:R by field.
  by rewrite expRD -expr2 ler_expn2r ?nnegrE ?(ltW C0) ?(ltW (expR_gt0 _)) // cosh_le.
have C1 : C^-1 ^+ (2 * t) <= 1.
  by rewrite exprn_ile1 ?invr_ge0 ?(ltW C0) // invf_le1 // (cosh_ge1 laws).
apply: le_trans (one_sub_sqrt C1); rewrite ler_pmul2r ?invr_gt0 //.
rewrite -mulrN (exp_natmul laws) exprM.
by apply: ler_expn2r; rewrite ?nnegrE ?exprn_ge0 ?invr_ge0 ?(ltW C0) ?(ltW (expR_gt0 _)).
Qed.

(* the sum of exp (-t/T) over T rounds *)
Lemma exp_sum T : (0 < T)%N -> T%:R * (1 - expR (- 1)) <= \sum_(t < T) expR (- (t%:R * T%:R^-1)) :> R.
Proof.
move=> T0; have t0 : 0 < T%:R :> R by rewrite ltr0n.
pose x := expR (- T%:R^-1 : R).
have -> : \sum_(t < T) expR (- (t%:R * T%:R^-1)) = \sum_(t < T) x ^+ t :> R.
  by apply: eq_bigr => t _; rewrite -mulrN (exp_natmul laws).
have x1 : 1 - x <= T%:R^-1 by rewrite ler_subl_addr addrC -ler_subl_addr (real_exp_ge1D (- T%:R^-1)).
have xT : x ^+ T = expR (- 1) by rewrite -(exp_natmul laws) mulrN divff ?gt_eqF.
rewrite -xT -[1 - x ^+ T]opprB subrX1 -mulNr opprB mulrA ler_pimull ?sumr_ge0 // => [t _|].
  by rewrite exprn_ge0 // ltW ?expR_gt0.
by rewrite -ler_pdivl_mull // mulr1.
Qed.

Lemma worst_scale s T : (0 < T)%N -> s = 2%:R / (V * Num.sqrt T%:R) ->
  (1 - expR (- 1)) * p c0 * Num.sqrt T%:R / (2%:R * V)
  <= p c0 * s / 4%:R * (\sum_(t < T) expR (- (t%:R * (s ^+ 2 * V ^+ 2 / 4%:R)))).
Proof.
move=> T0 sE; have t0 : 0 < T%:R :> R by rewrite ltr0n.
have r0 : 0 < Num.sqrt T%:R :> R by rewrite sqrtr_gt0.
have r2 : Num.sqrt T%:R ^+ 2 = T%:R :> R by rewrite sqr_sqrtr // ltW.
move: (Num.sqrt T%:R) sE r0 r2 => r sE r0 r2.
have -> : s ^+ 2 * V ^+ 2 / 4%:R = T%:R^-1 by rewrite sE -r2; field; rewrite !gt_eqF.
have s0' : 0 < s by rewrite sE divr_gt0 ?mulr_gt0 ?ltr0n.
apply: le_trans (_ : p c0 * s / 4%:R * (T%:R * (1 - expR (- 1))) <= _); last first.
  by rewrite ler_wpmul2l ?exp_sum // divr_ge0 ?mulr_ge0 ?p_ge0 ?(ltW s0') ?ler0n.
rewrite le_eqVlt; apply/orP; left; apply/eqP; rewrite sE -r2.
by move: (p c0) (expR (- 1)) => p0 e; field; rewrite !gt_eqF.
Qed.

Hypothesis V_ge : forall c y y', `|v c y - v c y'| <= V.
Hypothesis crossing : forall s, `|s| <= s0 -> gap (line base v s) c0 y1 y2 = s.
Hypothesis others : forall s y, `|s| <= s0 -> y != y1 -> y != y2 ->
  line base v s c0 y <= line base v s c0 y1 /\ line base v s c0 y <= line base v s c0 y2.

Lemma scale_small T : 0 < s0 -> 4%:R / (V * s0) ^+ 2 <= T%:R ->
  (0 < T)%N /\ 0 < 2%:R / (V * Num.sqrt T%:R) <= s0.
Proof.
move=> s00 big; have Vs : 0 < V * s0 by apply: mulr_gt0.
have t0 : 0 < T%:R :> R by apply: lt_le_trans big; rewrite divr_gt0 ?exprn_gt0 ?ltr0n.
have r0 : 0 < Num.sqrt T%:R :> R by rewrite sqrtr_gt0.
split; first by rewrite -(ltr0n R).
rewrite divr_gt0 ?mulr_gt0 ?ltr0n //= ler_pdivr_mulr ?mulr_gt0 // mulrA [s0 * V]mulrC.
rewrite -ler_pdivr_mull // -[X in X <= _]ger0_norm; last by rewrite mulr_ge0 ?invr_ge0 ?ler0n ?(ltW Vs).
rewrite -sqrtr_sqr ler_wsqrtr // (le_trans _ big) // le_eqVlt; apply/orP; left; apply/eqP.
by field; rewrite !gt_eqF.
Qed.

Theorem T24_root A T : 0 < s0 -> 4%:R / (V * s0) ^+ 2 <= T%:R ->
  exists2 s, `|s| <= s0 & (1 - expR (- 1)) * p c0 * Num.sqrt T%:R / (2%:R * V) <= Regret A (line base v s) T.
Proof.
move=> s00 big; have [T0 /andP[s_gt0 s_le]] := scale_small s00 big; set s := 2%:R / _ in s_gt0 s_le.
have := le_trans (worst_scale T0 erefl) (le_trans (sharp_to_exp T s_gt0)
  (T24_line laws H5 V_ge crossing others s_gt0 s_le A T)).
by rewrite le_maxr => /orP[le|le]; [exists s | exists (- s)] => //; rewrite ?normrN gtr0_norm.
Qed.

Theorem T24_root_free A T : 0 < s0 -> 4%:R / (V * s0) ^+ 2 <= T%:R ->
  exists2 s, `|s| <= s0 &
    (1 - expR (- 1)) * p c0 * Num.sqrt T%:R / (2%:R * V) <= Regret A (free_reward (line base v s)) T.
Proof.
move=> s00 big; have [T0 /andP[s_gt0 s_le]] := scale_small s00 big; set s := 2%:R / _ in s_gt0 s_le.
have := le_trans (worst_scale T0 erefl) (le_trans (sharp_to_exp T s_gt0)
  (T24_free laws H5 V_ge crossing others s_gt0 s_le A T)).
by rewrite le_maxr => /orP[le|le]; [exists s | exists (- s)] => //; rewrite ?normrN gtr0_norm.
Qed.
End Real.
