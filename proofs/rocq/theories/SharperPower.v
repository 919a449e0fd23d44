(* T1 and L5 with any exponent lambda in (0, 1) in place of 1/2: the affinity    *)
(* becomes the Chernoff affinity, still below 1 under diversity, and every wrong *)
(* model may have a lambda of its own.                                           *)
(* Claims: L5 (any lambda), T1 (sharper). exp and ln with the laws of            *)
(* Exponential.v.                                                                *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Exponential Potential SharperLog.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Power.
Variables (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M).
Hypothesis laws : exp_laws exp ln.
Variables (m theta : M) (lambda : R).
Hypothesis lambda01 : 0 < lambda < 1.
Implicit Types (pi : policy E) (h : history E).
Local Notation "x `^ a" := (powr exp ln x a) (at level 11).

Let l0 : 0 < lambda. Proof. by case/andP: lambda01. Qed.
Let l1 : 0 < 1 - lambda. Proof. by case/andP: lambda01; rewrite subr_gt0. Qed.

(* the exponential lies above its tangents; the weighted inequality of means *)
Lemma tangent g z : 0 < z -> exp g * (1 + (ln z - g)) <= z ?= iff (ln z == g).
Proof.
move=> z0; have zE : z = exp g * exp (ln z - g).
  by rewrite -(exp_add laws) addrC subrK (exp_ln laws).
rewrite {2}zE; split; first by rewrite ler_pmul2l ?(exp_gt0 laws) ?(exp_ge1D laws).
rewrite (inj_eq (mulfI (exp_neq0 laws g))) -[ln z == g]subr_eq0.
have [-> | d0] := eqVneq (ln z - g) 0; first by rewrite (exp0 laws) addr0 eqxx.
by apply/negbTE; rewrite neq_lt (exp_gt1D laws).
Qed.

Lemma weighted_means x y : 0 < x -> 0 < y ->
  x `^ (1 - lambda) * y `^ lambda <= (1 - lambda) * x + lambda * y ?= iff (x == y).
Proof.
move=> x0 y0; rewrite /powr -(exp_add laws).
have [g gE] : exists g, g = (1 - lambda) * ln x + lambda * ln y by exists ((1 - lambda) * ln x + lambda * ln y).
rewrite -gE; have [xle xeq] := tangent g x0; have [yle yeq] := tangent g y0.
have mix : exp g = (1 - lambda) * (exp g * (1 + (ln x - g))) + lambda * (exp g * (1 + (ln y - g))).
  have -> : (1 - lambda) * (exp g * (1 + (ln x - g))) + lambda * (exp g * (1 + (ln y - g)))
    = exp g * (1 + ((1 - lambda) * ln x + lambda * ln y - g)) by ring.
  by rewrite -gE subrr addr0 mulr1.
split; first by rewrite mix ler_add // ler_pmul2l.
have collapse z : (1 - lambda) * z + lambda * z = z by ring.
have [xy | ne] := eqVneq x y; first by rewrite gE -xy !collapse (exp_ln laws) // eqxx.
apply/negbTE; rewrite neq_lt mix; apply/orP; left; apply: ltr_le_add; last by rewrite ler_pmul2l.
rewrite ltr_pmul2l // lt_neqAle xle andbT xeq; apply: contra ne => /eqP e.
have : lambda * (ln x - ln y) = 0 by rewrite -[RHS](subrr g) -{1}e gE; ring.
move=> /eqP; rewrite mulf_eq0 (gt_eqF l0) /= subr_eq0 => /eqP exy.
by rewrite -(exp_ln laws x0) exy (exp_ln laws).
Qed.

(* the Chernoff affinity *)
Definition chernoff pi : R := \sum_o exposure pi o *
  (feedback (K theta) pi o `^ (1 - lambda) * feedback (K m) pi o `^ lambda).
Local Notation rho := (chernoff (greedy K m)).

Lemma mean_of_laws pi :
  \sum_o exposure pi o * ((1 - lambda) * feedback (K theta) pi o + lambda * feedback (K m) pi o) = 1.
Proof.
have total r : \sum_o exposure pi o * feedback r pi o = 1 by exact: law_sum.
under eq_bigr do rewrite mulrDr !(mulrCA (exposure _ _)).
by rewrite big_split /= -!mulr_sumr !total !mulr1 subrK.
Qed.

Lemma chernoff_le1 pi : chernoff pi <= 1.
Proof.
rewrite -(mean_of_laws pi); apply: ler_sum => o _; rewrite ler_wpmul2l ?exposure_ge0 //.
by case: (weighted_means (feedback_gt0 (K theta) pi o) (feedback_gt0 (K m) pi o)).
Qed.

Theorem T1_power_lt1 : full_support E -> diverse_at K m -> wrong K theta m -> rho < 1.
Proof.
move=> H4 D w; have [o [l x1]] := telling_outcome H4 D w.
rewrite -(mean_of_laws (greedy K m)) /chernoff (bigD1 o) //= [ltRHS](bigD1 o) //=.
apply: ltr_le_add; last first.
  apply: ler_sum => o' _; rewrite ler_wpmul2l ?exposure_ge0 //.
  by case: (weighted_means (feedback_gt0 (K theta) (greedy K m) o') (feedback_gt0 (K m) (greedy K m) o')).
have e0 : 0 < exposure (greedy K m) o by move: l; rewrite /law pmulr_lgt0 ?feedback_gt0.
have [le eq] := weighted_means (feedback_gt0 (K theta) (greedy K m) o) (feedback_gt0 (K m) (greedy K m) o).
rewrite ltr_pmul2l // lt_neqAle le andbT eq; apply: contraTneq x1 => e.
by rewrite /step_ratio e divff ?ltxx // gt_eqF ?feedback_gt0.
Qed.

(* L5 with lambda *)
Theorem L5_power pi h : \sum_o law (K theta) pi o * ratio K m theta ((pi, o) :: h) `^ lambda
  = chernoff pi * ratio K m theta h `^ lambda.
Proof.
rewrite mulr_suml; apply: eq_bigr => o _.
have [t0 m0] : 0 < feedback (K theta) pi o /\ 0 < feedback (K m) pi o by rewrite !feedback_gt0.
rewrite ratio_cons /powr (lnM laws) ?ratio_gt0 ?step_gt0 // /step_ratio (ln_div laws m0 t0).
rewrite /law -{1}(exp_ln laws t0) -!mulrA -!(exp_add laws); congr (_ * exp _).
by ring.
Qed.

Lemma power_potential : rho < 1 ->
  potential K theta m (fun h => ratio K m theta h `^ lambda / (1 - rho)).
Proof.
move=> rho1; have r0 : 0 < 1 - rho by rewrite subr_gt0.
have pos h : 0 < ratio K m theta h `^ lambda by apply: exp_gt0 laws _.
have step pi h : after K theta pi (fun h => ratio K m theta h `^ lambda / (1 - rho)) h
    = chernoff pi * (ratio K m theta h `^ lambda / (1 - rho)).
  by rewrite /after; under eq_bigr do rewrite mulrA; rewrite -mulr_suml L5_power mulrA.
split=> [h | pi h | h ml]; first by rewrite divr_ge0 // ltW.
  by rewrite step ler_pimull ?chernoff_le1 // divr_ge0 // ltW.
rewrite step ler_subr_addr -ler_subr_addl -[X in X - _]mul1r -mulrBl mulrCA divff ?gt_eqF // mulr1.
have r1 : 1 <= ratio K m theta h.
  by rewrite ler_pdivl_mulr ?lik_gt0 // mul1r; move/forallP: ml; apply.
by rewrite -(exp0 laws) (ler_exp laws) mulr_ge0 ?(ln_ge0 laws) // ltW.
Qed.

Theorem T1_power_selections A T : rho < 1 ->
  expect A (K theta) T (fun h => (selections K m h)%:R) [::] <= (1 - rho)^-1.
Proof.
move=> rho1; have := potential_selections A T [::] (power_potential rho1).
by rewrite /ratio /lik !big_nil divr1 /powr (ln1 laws) mulr0 (exp0 laws) /= add0r mul1r.
Qed.
End Power.

Theorem T1_power_regret (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
    (A : learner E) (theta : M) (lambda : M -> R) T :
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A ->
  (forall m, 0 < lambda m < 1) ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta / (1 - chernoff exp ln K m theta (lambda m) (greedy K m)).
Proof.
move=> laws H4 D gr l01.
have lt1 m : wrong K theta m -> chernoff exp ln K m theta (lambda m) (greedy K m) < 1.
  by move=> w; apply: (T1_power_lt1 laws (l01 m) H4) => // b; apply: D.
have := potential_regret T [::] gr (fun m w => power_potential laws (l01 m) (lt1 m w)).
rewrite [regret_of _ _]big_nil subr0 => le; apply: le_trans le _.
by apply: ler_sum => m _; rewrite /ratio /lik !big_nil divr1 /powr (ln1 laws) mulr0 (exp0 laws) mul1r.
Qed.

(* the smaller of the two potentials, model by model *)
Theorem T1_sharper_regret (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
    (A : learner E) (theta : M) (lambda : M -> R) T :
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A ->
  (forall m, 0 < lambda m < 1) ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta *
       Num.min (1 - chernoff exp ln K m theta (lambda m) (greedy K m))^-1
               (mean_surplus ln K m theta (greedy K m))^-1.
Proof.
move=> laws H4 D gr l01.
pose x m := (1 - chernoff exp ln K m theta (lambda m) (greedy K m))^-1.
pose y m := (mean_surplus ln K m theta (greedy K m))^-1.
pose V m := if x m < y m then fun h => powr exp ln (ratio K m theta h) (lambda m) * x m
            else fun h => bend ln (ratio K m theta h) * y m.
have pot m : wrong K theta m -> potential K theta m (V m).
  move=> w; rewrite /V; case: ifP => _.
    by apply: (power_potential laws (l01 m) (T1_power_lt1 laws (l01 m) H4 _ w)) => b; apply: D.
  by apply: (bend_potential laws (T1_log_positive laws H4 _ w)) => b; apply: D.
have := potential_regret T [::] gr pot.
rewrite /regret_of big_nil subr0 => le; apply: le_trans le _; apply: ler_sum => m _.
rewrite /V -/(x m) -/(y m); case: ltP => _.
  by rewrite /ratio /lik !big_nil divr1 /powr (ln1 laws) mulr0 (exp0 laws) mul1r.
by rewrite /ratio /lik !big_nil divr1 bend1 mul1r.
Qed.
