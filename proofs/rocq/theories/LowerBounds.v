(* The lower bounds without constants to choose: for a confusing pair, and for  *)
(* a whole class of models. Where diversity fails there is a confusing pair,    *)
(* with constants that do not depend on the learner or the horizon, such that   *)
(* every learner's worst-case regret is at least logarithmic; where even global *)
(* identifiability fails it is linear; and a learner that is consistent at the  *)
(* hidden alternative has regret at least (ln T)/K, asymptotically.             *)
(* Claims: T7, T8 (used by T9). Of H1-H6, needs H3 (unique optima) only.        *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Divergence Necessity.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Pair.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Variables (a b : reward E) (pi : policy E).
Hypothesis a_best : optimal a pi.
Hypothesis a_unique : unique_optimum a.
Hypothesis hidden : agree pi a b.
Hypothesis costly : 0 < loss b pi.

Lemma loss_context : exists2 c, 0 < p c & 0 < shortfall b c (pi c).
Proof.
have terms c : 0 <= p c * shortfall b c (pi c) by rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0.
have : loss b pi != 0 by rewrite gt_eqF.
rewrite psumr_eq0 // => /allPn[c _ /=]; rewrite mulf_eq0 negb_or => /andP[p0 s0].
by exists c; rewrite lt_neqAle eq_sym ?p0 ?p_ge0 ?s0 ?shortfall_ge0.
Qed.

(* a common lower bound of the gaps, which exists because optima are unique *)
Lemma margin c : exists2 d, 0 < d & forall y, y != pi c -> d <= gap a c (pi c) y.
Proof.
pose inv := \big[Num.max/1]_(y | y != pi c) (gap a c (pi c) y)^-1.
have i0 : 0 < inv.
  apply: (big_rec (fun x => 0 < x)) => [|y x _ x0]; first exact: ltr01.
  by rewrite lt_maxr x0 orbT.
exists inv^-1; first by rewrite invr_gt0.
move=> y ne; have g0 : 0 < gap a c (pi c) y by apply: unique_gap_gt0.
rewrite -[X in _ <= X]invrK lef_pinv ?posrE ?invr_gt0 //.
have : y \in [seq y' <- index_enum _ | y' != pi c] by rewrite mem_filter ne mem_index_enum.
rewrite /inv -big_filter; elim: [seq _ <- _ | _] => [|z s IH] //.
by rewrite inE big_cons le_maxr => /predU1P[->|/IH->]; rewrite ?lexx ?orbT.
Qed.

Lemma rate_bound_le K K' : K <= K' -> rate_bound ln a b pi K -> rate_bound ln a b pi K'.
Proof.
move=> KK rate c y pc ne; apply: le_trans (rate c y pc ne) _.
by rewrite ler_wpmul2r // ltW // unique_gap_gt0.
Qed.

(* one constant [x] for all learners and horizons *)
Theorem T7_constants K : 0 <= K -> rate_bound ln a b pi K ->
  exists2 x, 0 < x & forall A T,
    let B := Num.max (Regret A a T) (Regret A b T) in
    [/\ x * T%:R / 2%:R <= B * exp (K * B),
        K = 0 -> x * T%:R <= B &
        0 < K -> (0 < T)%N -> ln (K * (x * T%:R / 2%:R)) / (2%:R * K) <= B].
Proof.
move=> K0 rate; have [c pc sc] := loss_context; have [d d0 dP] := margin c.
exists (p c * (d^-1 + (shortfall b c (pi c))^-1)^-1) => [|A T B].
  exact: mulr_gt0 pc (delta_gt0 d0 sc).
split.
- exact: (T7_logarithmic laws A a_best hidden rate K0 d0 sc dP (lexx _) T).
- exact: (T7_linear laws A a_best hidden rate K0 d0 sc dP (lexx _) T).
- exact: (T7_log laws A a_best hidden rate K0 d0 sc dP (lexx _) pc).
Qed.
(** * T8, asymptotically *)

(* R_T(r) = o(T^alpha) for every alpha > 0 *)
Definition consistent (A : learner E) (r : reward E) := forall alpha C : R, 0 < alpha -> 0 < C ->
  exists T0, forall T, (T0 <= T)%N -> Regret A r T <= C * powr exp ln T%:R alpha.

Hypothesis archimedean : forall x : R, exists n : nat, x <= n%:R.

(* liminf R_T(a) / ln T >= 1/k for every positive k that is at least K *)
Theorem T8_liminf (A : learner E) k eps :
  0 < k -> rate_bound ln a b pi k -> consistent A b -> 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / k <= Regret A a T.
Proof.
move=> k0 rate cons e0 e1; have [c pc sc] := loss_context; have [d d0 dP] := margin c.
have two : 0 < 2%:R :> R by rewrite ltr0n.
have al0 : 0 < eps / 2%:R by apply: divr_gt0.
have al1 : eps / 2%:R <= 1 by rewrite ler_pdivr_mulr // mul1r (le_trans e1) // ler1n.
have [T1 cT] := cons _ 1 al0 ltr01.
set cost := Num.max 0 (ln (2%:R * promise_cost k d (shortfall b c (pi c)) 1 (eps / 2%:R) / p c)).
have [n big] := archimedean (exp (cost / (eps / 2%:R))).
exists (maxn T1 n) => T; rewrite geq_max => /andP[T1T nT].
have T0 : (0 < T)%N.
  by apply: leq_trans nT; rewrite -(ltr0n R) (lt_le_trans (exp_gt0 laws _) big).
have := T8_admissible laws a_best hidden rate (ltW k0) d0 sc dP (lexx _) pc k0 al0 al1 T0 (cT T T1T).
rewrite -/cost; apply: le_trans; rewrite ler_pmul2r ?invr_gt0 //.
have low : cost <= eps / 2%:R * ln T%:R.
  rewrite mulrC -ler_pdivr_mulr // -(ler_exp laws) (exp_ln laws) ?ltr0n //.
  by apply: le_trans big _; rewrite ler_nat.
move: (cost) (ln T%:R) low => x l low; rewrite -subr_ge0.
have -> : (1 - eps / 2%:R) * l - x - (1 - eps) * l = eps / 2%:R * l - x by field.
by rewrite subr_ge0.
Qed.

(* when nothing that is ever deployed tells a from b: linear *)
Theorem T8_linear (A : learner E) : rate_bound ln a b pi 0 -> consistent A b ->
  exists2 x : R, 0 < x & exists T0, forall T, (T0 <= T)%N -> x * T%:R <= Regret A a T.
Proof.
move=> rate cons; have [x x0 xP] := T7_constants (lexx 0) rate; exists x => //.
have two : 0 < 2%:R :> R by rewrite ltr0n.
have [T1 cT] := cons 1 (x / 2%:R) ltr01 (divr_gt0 x0 two); exists T1.+1 => T T1T.
have T0 : (0 < T)%N by apply: leq_trans T1T.
have t0 : 0 < T%:R :> R by rewrite ltr0n.
have := cT T (ltnW T1T); rewrite /powr mul1r (exp_ln laws t0) => small.
have [_ /(_ erefl) + _] := xP A T; rewrite le_maxr => /orP[//|big].
have := le_trans big small; rewrite ler_pmul2r // -[X in X <= _]mulr1 ler_pmul2l //.
by rewrite leNgt invf_lt1 ?ltr1n.
Qed.
End Pair.

Section Class.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).

Lemma diverse_or_confusing : diverse K \/ exists a b, confusing K a b.
Proof.
case: (boolP [exists a, exists b, agreeb (greedy K a) (K a) (K b) && (0 < Delta K a b)]).
  by move=> /existsP[a /existsP[b /andP[/agreeP ag D]]]; right; exists a, b.
move=> none; left=> a b /agreeP ag; apply/eqP; apply: contraR none => D.
apply/existsP; exists a; apply/existsP; exists b; rewrite ag /=.
by rewrite lt_neqAle eq_sym D Delta_ge0.
Qed.

Definition same_everywhere (r r' : reward E) :=
  forall c y y', 0 < kappa c y y' -> gap r c y y' = gap r' c y y'.

Lemma identifiable_or_not :
  identifiable K \/ exists a b, same_everywhere (K a) (K b) /\ 0 < Delta K a b.
Proof.
pose same r r' := [forall c, forall y, forall y',
  (0 < @kappa _ E c y y') ==> (gap r c y y' == gap r' c y y')].
have sameP r r' : reflect (same_everywhere r r') (same r r').
  apply: (iffP idP) => [/forallP s c y y' k|s].
    by have /forallP/(_ y)/forallP/(_ y')/implyP/(_ k)/eqP := s c.
  by apply/forallP=> c; apply/forallP=> y; apply/forallP=> y'; apply/implyP=> k; apply/eqP/s.
case: (boolP [exists a, exists b, same (K a) (K b) && (0 < Delta K a b)]).
  by move=> /existsP[a /existsP[b /andP[/sameP s D]]]; right; exists a, b.
move=> none; left=> a b /sameP s; apply/eqP; apply: contraR none => D.
apply/existsP; exists a; apply/existsP; exists b; rewrite s /=.
by rewrite lt_neqAle eq_sym D Delta_ge0.
Qed.

Variables exp ln : R -> R.
Hypothesis laws : exp_laws exp ln.
Hypothesis H3 : forall m, unique_optimum (K m).

(* the worst of two models of the class *)
Lemma worst_of_two A T (a b : M) (P : R -> Prop) :
  P (Num.max (Regret A (K a) T) (Regret A (K b) T)) -> exists theta, P (Regret A (K theta) T).
Proof. by case: leP => _; [exists b | exists a]. Qed.

Theorem T7_not_diverse : ~ diverse K ->
  exists kx : R * R, 0 < kx.1 /\ 0 < kx.2 /\ forall A T, (0 < T)%N -> exists theta,
    (ln T%:R + ln kx.2) / kx.1 <= Regret A (K theta) T.
Proof.
case: diverse_or_confusing => // -[a [b [ag D]]] _.
pose k := exchange_rate ln (K a) (K b) (greedy K a) + 1.
have k0 : 0 < k by rewrite ltr_paddl ?ltr01 ?exchange_rate_ge0.
have rate : rate_bound ln (K a) (K b) (greedy K a) k.
  have le : exchange_rate ln (K a) (K b) (greedy K a) <= k by rewrite ler_addl ler01.
  exact (rate_bound_le (greedyP K a) (@H3 a) le (exchange_rate_bound ln (K b) (@H3 a) (greedyP K a))).
have [x x0 xP] := T7_constants laws (greedyP K a) (@H3 a) ag D (ltW k0) rate.
exists (2%:R * k, k * x / 2%:R) => /=.
have two : 0 < 2%:R :> R by rewrite ltr0n.
have kx0 : 0 < k * x / 2%:R by apply: divr_gt0 two; apply: mulr_gt0.
split; first exact: mulr_gt0.
split=> // A T T0; apply: (@worst_of_two _ _ a b (fun B => _ <= B)).
have t0 : 0 < T%:R :> R by rewrite ltr0n.
rewrite -(lnM laws) //; have [_ _ /(_ k0 T0)] := xP A T.
have swap (u v w : R) : u * (v * w / 2%:R) = w * (u * v / 2%:R) by ring.
by rewrite swap.
Qed.

Theorem T7_not_identifiable : ~ identifiable K ->
  exists2 x : R, 0 < x & forall A T, exists theta, x * T%:R <= Regret A (K theta) T.
Proof.
case: identifiable_or_not => // -[a [b [same D]]] _.
have ag : agree (greedy K a) (K a) (K b) by move=> c y'; apply: same.
have rate : rate_bound ln (K a) (K b) (greedy K a) 0.
  by move=> c y _ _; rewrite mul0r (information_eq0 laws) // => y'; apply: same.
have [x x0 xP] := T7_constants laws (greedyP K a) (@H3 a) ag D (lexx 0) rate.
exists x => // A T; apply: (@worst_of_two _ _ a b (fun B => _ <= B)).
by have [_ lin _] := xP A T; apply: lin.
Qed.
(* without diversity there is a model at which every admissible learner, that   *)
(* is, every on-policy learner consistent on the class, has regret of order ln T *)
Theorem T8_not_diverse : (forall x : R, exists n : nat, x <= n%:R) -> ~ diverse K ->
  exists a, exists2 k : R, 0 < k & forall A,
    (forall theta, consistent exp ln A (K theta)) -> forall eps, 0 < eps -> eps <= 1 ->
    exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / k <= Regret A (K a) T.
Proof.
move=> arch; case: diverse_or_confusing => // -[a [b [ag D]]] _.
pose k := exchange_rate ln (K a) (K b) (greedy K a) + 1.
have k0 : 0 < k by rewrite ltr_paddl ?ltr01 ?exchange_rate_ge0.
have le : exchange_rate ln (K a) (K b) (greedy K a) <= k by rewrite ler_addl ler01.
have rate : rate_bound ln (K a) (K b) (greedy K a) k.
  exact (rate_bound_le (greedyP K a) (@H3 a) le (exchange_rate_bound ln (K b) (@H3 a) (greedyP K a))).
exists a, k => // A cons eps e0 e1.
exact (T8_liminf laws (greedyP K a) (@H3 a) ag D arch k0 rate (cons b) e0 e1).
Qed.
End Class.
