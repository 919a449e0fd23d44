(* The trichotomy: over a finite class with unique optima the best worst-case   *)
(* regret is bounded exactly under diversity, of the order of ln T exactly      *)
(* under global identifiability without diversity, and of the order of T        *)
(* exactly without global identifiability. Greedy attains the first, forced     *)
(* exploration the second, and nothing is worse than the third.                 *)
(* Claims: T9, assembled from T1, T7 and T11. exp and ln with the laws of       *)
(* Exponential.v; the field is archimedean, so that ln T grows without bound.   *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Model Basics Bounded Necessity LowerBounds Exploration.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Growth.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M) (ln : R -> R).

(* how the best worst-case regret over the class may grow with the horizon *)
Definition bounded_regret := exists (A : learner E) (B : R),
  forall theta T, Regret A (K theta) T <= B.
Definition at_most_logarithmic := exists (A : learner E) (B : R),
  forall theta T, (0 < T)%N -> Regret A (K theta) T <= B * (1 + ln T%:R).
Definition at_least_logarithmic := exists x z : R, 0 < x /\
  forall (A : learner E) T, (0 < T)%N -> exists theta, x * ln T%:R - z <= Regret A (K theta) T.
Definition at_most_linear := exists B : R,
  forall (A : learner E) theta T, Regret A (K theta) T <= B * T%:R.
Definition at_least_linear := exists2 x : R, 0 < x &
  forall (A : learner E) T, exists theta, x * T%:R <= Regret A (K theta) T.
End Growth.

Section Trichotomy.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Hypothesis archimedean : forall x : R, exists n : nat, x <= n%:R.
Variables (M : finType) (K : class E M) (m0 : M).
Hypothesis H3 : forall m, unique_optimum (K m).
Hypothesis H4 : full_support E.

Lemma le_sum_term (I : finType) (P : pred I) (f : I -> R) i :
  (forall j, 0 <= f j) -> P i -> f i <= \sum_(j | P j) f j.
Proof. by move=> f0 Pi; rewrite (bigD1 i) //= ler_addl sumr_ge0. Qed.

(** * Upper bounds *)

Theorem T9_greedy : diverse K -> exists B : R,
  forall A, greedy_learner K A -> forall theta T, Regret A (K theta) T <= B.
Proof.
move=> D; pose B theta := \sum_(m | wrong K theta m) Delta K m theta / (1 - rho_own K m theta).
exists (\sum_theta B theta) => A gr theta T.
apply: le_trans (T1_greedy_bounded theta H4 gr T D) _.
apply: (le_sum_term (P := xpredT) (f := B)) => // th; apply: sumr_ge0 => m w.
by rewrite divr_ge0 ?Delta_ge0 // subr_ge0 rho_le1.
Qed.

Lemma T9_bounded : diverse K -> bounded_regret K.
Proof.
by move=> /T9_greedy[B P]; have [A gr] := greedy_exists K m0; exists A, B; apply: P.
Qed.

(* the least natural number that is at least [x] *)
Lemma ceiling_exists (x : R) : 0 <= x -> exists n : nat, x <= n%:R < x + 1.
Proof.
move=> x0; have ex : exists n : nat, x <= n%:R by apply: archimedean.
case: (ex_minnP ex) => n xn least; exists n; rewrite xn /=.
case: n xn least => [|n] xn least; first by rewrite (le_lt_trans x0) // ltr_addl ltr01.
by rewrite -addn1 natrD ltr_add2r ltNge; apply/negP => /least; rewrite ltnn.
Qed.

Theorem T9_logarithmic : identifiable K -> at_most_logarithmic K ln.
Proof.
move=> G; pose rate m theta := ln (rho_uniform K m theta)^-1.
have rate_gt0 m theta : wrong K theta m -> 0 < rate m theta.
  move=> w; rewrite /rate -(ln1 laws) (ltr_ln laws) ?ltr01 ?invr_gt0 ?uniform_gt0 //.
  by rewrite invf_gt1 ?uniform_gt0 // T11_rho_uniform_lt1.
pose term theta m := if wrong K theta m then 2%:R / rate m theta else 0.
have term0 theta m : 0 <= term theta m.
  by rewrite /term; case: ifP => // /rate_gt0/ltW r0; rewrite divr_ge0 ?ler0n.
pose s := \sum_theta \sum_m term theta m.
have s0 : 0 <= s by apply: sumr_ge0 => theta _; apply: sumr_ge0.
have enough theta m : wrong K theta m -> 2%:R <= s * rate m theta.
  move=> w; rewrite -ler_pdivr_mulr ?rate_gt0 //.
  have -> : 2%:R / rate m theta = term theta m by rewrite /term w.
  apply: le_trans (le_sum_term (P := xpredT) (term0 theta) (erefl : xpredT m)) _.
  by apply: (le_sum_term (P := xpredT) (f := fun th => \sum_m term th m)) => // th; apply: sumr_ge0.
have lnge0 n : 0 <= ln n.+1%:R by rewrite (ln_ge0 laws) // ler1n.
have ceil n : exists k : nat, s * ln n.+1%:R <= k%:R < s * ln n.+1%:R + 1.
  by apply: ceiling_exists; rewrite mulr_ge0.
pose budget n : nat := xchoose (ceil n).
have [A exA] := T11_learner_exists K budget m0.
pose wrongs theta := \sum_(m | wrong K theta m) Delta K m theta.
pose U theta : R := uniform_loss K theta * (s + 1) + 2%:R * wrongs theta.
have loss0 theta : 0 <= uniform_loss K theta.
  by rewrite mulr_ge0 ?uniform_weight_ge0 ?sumr_ge0 // => y _; apply: loss_ge0.
have wrongs0 theta : 0 <= wrongs theta by apply: sumr_ge0 => m _; apply: Delta_ge0.
have U0 theta : 0 <= U theta.
  exact: addr_ge0 (mulr_ge0 (loss0 _) (addr_ge0 s0 ler01)) (mulr_ge0 (ler0n _ _) (wrongs0 _)).
exists A, (\sum_theta U theta) => theta T T0.
apply: le_trans (T11_forced_exploration laws (theta := theta) exA s0 (fun n => xchooseP (ceil n)) (enough theta) T0) _.
have L0 : 0 <= ln T%:R by case: T T0 => // T _.
apply: (@le_trans _ _ (U theta * (1 + ln T%:R))); last first.
  by rewrite ler_wpmul2r ?addr_ge0 ?ler01 //; apply: (le_sum_term (P := xpredT) (f := U)).
rewrite /U mulrDl; apply: ler_add.
  move: (ln T%:R) L0 => l L0; rewrite -mulrA ler_wpmul2l // -subr_ge0.
  have -> : (s + 1) * (1 + l) - (s * l + 1) = s + l by move: (s) => s'; ring.
  exact: addr_ge0.
rewrite -/(wrongs theta); apply: le_trans (ler_wpmul2r (wrongs0 theta) (inverse_squares R T)) _.
by rewrite ler_pemulr ?mulr_ge0 ?ler0n // ler_addl.
Qed.

(* so a learner that is consistent at every model exists: T8 speaks of something *)
Lemma logarithmic_consistent (A : learner E) (B : R) (r : reward E) : (forall T, (0 < T)%N -> Regret A r T <= B * (1 + ln T%:R)) ->
  consistent exp ln A r.
Proof.
move=> RB alpha C al0 C0; pose b := Num.max B 1; have two : 0 < 2%:R :> R by rewrite ltr0n.
have b0 : 0 < b by rewrite lt_maxr ltr01 orbT.
pose h := alpha / 2%:R; have h0 : 0 < h by apply: divr_gt0.
pose k := b * (1 + h^-1) / C; have k0 : 0 < k.
  by apply: divr_gt0 C0; apply: mulr_gt0 b0 _; rewrite addr_gt0 ?ltr01 ?invr_gt0.
have [n big] := archimedean (exp (ln k / h)).
have n0 : (0 < n)%N by rewrite -(ltr0n R) (lt_le_trans _ big) ?(exp_gt0 laws).
exists n => T nT; have T0 : (0 < T)%N := leq_trans n0 nT.
have t1 : 1 <= T%:R :> R by rewrite ler1n.
set L := ln T%:R; have L0 : 0 <= L := ln_ge0 laws t1.
have kL : k <= exp (h * L).
  rewrite -[X in X <= _](exp_ln laws k0) (ler_exp laws) mulrC -ler_pdivr_mulr //.
  rewrite -(ler_exp laws) (exp_ln laws) ?(lt_le_trans ltr01) //.
  by apply: le_trans big _; rewrite ler_nat.
have e1 : 1 <= exp (h * L) by rewrite -(exp0 laws) (ler_exp laws) mulr_ge0 // ltW.
apply: le_trans (RB T T0) _; apply: (@le_trans _ _ (b * (1 + L))).
  by rewrite ler_wpmul2r ?addr_ge0 ?ler01 // le_maxr lexx.
apply: (@le_trans _ _ (b * ((1 + h^-1) * exp (h * L)))).
  rewrite ler_pmul2l // mulrDl mul1r ler_add // ler_pdivl_mull //.
  by apply: le_trans (exp_ge1D laws _); rewrite ler_addr ler01.
rewrite /powr -/L; have -> : alpha * L = h * L + h * L by rewrite /h; field.
rewrite (exp_add laws) !mulrA ler_pmul2r ?(exp_gt0 laws) //.
by rewrite [C * _]mulrC -ler_pdivr_mulr.
Qed.

Theorem T8_consistent_exists : identifiable K ->
  exists A : learner E, forall theta, consistent exp ln A (K theta).
Proof.
by move=> /T9_logarithmic[A [B RB]]; exists A => theta; apply: (logarithmic_consistent (RB theta)).
Qed.

Theorem T9_linear : at_most_linear K.
Proof.
pose L theta := \sum_pi loss (K theta) pi.
have L0 theta : 0 <= L theta by apply: sumr_ge0 => pi _; apply: loss_ge0.
exists (\sum_theta L theta) => A theta T.
rewrite Regret_sum -[T in T%:R]card_ord -sum1_card natr_sum mulr_sumr; apply: ler_sum => t _.
rewrite mulr1 -[leRHS](expect_const A (K theta) t _ [::]); apply: expect_le => h.
apply: (@le_trans _ _ (L theta)); last exact: (le_sum_term (P := xpredT) (f := L)).
rewrite -[leRHS]mul1r -(act_sum A h) mulr_suml; apply: ler_sum => pi _.
rewrite ler_wpmul2l ?act_ge0 //.
by apply: (le_sum_term (P := xpredT) (f := loss (K theta))) => // pi'; apply: loss_ge0.
Qed.

(** * Lower bounds *)

Theorem T9_not_diverse : ~ diverse K -> at_least_logarithmic K ln.
Proof.
move=> /(T7_not_diverse laws H3)[[k x] [/= k0 [x0 P]]].
exists k^-1, (- ln x / k); rewrite invr_gt0; split=> // A T T0.
have [theta le] := P A T T0; exists theta; apply: le_trans le.
by rewrite mulNr opprK mulrC mulrDl.
Qed.

Theorem T9_not_identifiable : ~ identifiable K -> at_least_linear K.
Proof. exact: T7_not_identifiable laws H3. Qed.

(** * The three rates exclude one another *)

Lemma bounded_not_logarithmic : bounded_regret K -> ~ at_least_logarithmic K ln.
Proof.
move=> [A [B RB]] [x [z [x0 P]]].
have [n big] := archimedean (exp ((B + z + 1) / x)).
have n0 : (0 < n)%N by rewrite -(ltr0n R) (lt_le_trans _ big) ?(exp_gt0 laws).
have [theta le] := P A n n0.
have : B + z + 1 <= x * ln n%:R.
  by rewrite mulrC -ler_pdivr_mulr // -(ler_exp laws) (exp_ln laws) // ltr0n.
have := le_trans le (RB theta n); rewrite ler_subl_addr => up low.
by have := le_trans low up; rewrite ger_addl ler10.
Qed.

Lemma logarithmic_not_linear : at_most_logarithmic K ln -> ~ at_least_linear K.
Proof.
move=> [A [B0 RB0]] [x x0 P].
pose B := Num.max B0 0; have B_ge0 : 0 <= B by rewrite le_maxr lexx orbT.
(* at T = n^2: x n^2 <= B (1 + 2 ln n) <= 2 B n *)
have [n big] := archimedean (2%:R * B / x + 1).
have n0 : 0 < n%:R :> R by apply: lt_le_trans big; rewrite ltr_paddl ?ltr01 // divr_ge0 ?mulr_ge0 ?ler0n // ltW.
have nn0 : (0 < n * n)%N by rewrite muln_gt0 andbb -(ltr0n R).
have L0 : 0 <= 1 + ln (n * n)%:R by rewrite addr_ge0 ?ler01 // (ln_ge0 laws) // ler1n.
have [theta le] := P A (n * n)%N.
have up : x * (n%:R * n%:R) <= 2%:R * B * n%:R.
  rewrite -natrM; apply: le_trans le _; apply: le_trans (RB0 theta _ nn0) _.
  apply: (@le_trans _ _ (B * (1 + ln (n * n)%:R))); first by rewrite ler_wpmul2r // le_maxr lexx.
  rewrite natrM (lnM laws) // [2%:R * B]mulrC -mulrA ler_wpmul2l //.
  have l := ln_leB1 laws n0.
  apply: le_trans (_ : 1 + ((n%:R - 1) + (n%:R - 1)) <= _); first by rewrite ler_add2l ler_add.
  rewrite -subr_ge0; have -> : 2%:R * n%:R - (1 + (n%:R - 1 + (n%:R - 1))) = 1 :> R by ring.
  exact: ler01.
move: up; rewrite mulrA ler_pmul2r // mulrC -ler_pdivl_mulr // => up.
by have := le_trans big up; rewrite -subr_ge0 opprD addNKr oppr_ge0 ler10.
Qed.

(** * T9 *)

Theorem T9_trichotomy :
  [/\ diverse K <-> bounded_regret K,
      identifiable K /\ ~ diverse K <-> at_most_logarithmic K ln /\ at_least_logarithmic K ln,
      ~ identifiable K <-> at_least_linear K &
      at_most_linear K].
Proof.
have [D|nD] : diverse K \/ ~ diverse K.
  case: (diverse_or_confusing K) => [|[a [b [ag w]]]]; [by left | right=> D].
  by rewrite (D a b ag) ltxx in w.
- have bd := T9_bounded D; have nl := bounded_not_logarithmic bd.
  have G : identifiable K by move=> a b same; apply: D => c y'; apply: same.
  split; [by split | by split=> [[_ /(_ D)]|[_ /nl]] | | exact: T9_linear].
  by split=> [/(_ G)//|lin]; case: (logarithmic_not_linear (T9_logarithmic G) lin).
have ll := T9_not_diverse nD.
split; last exact: T9_linear.
- by split=> [/nD|/bounded_not_logarithmic/(_ ll)].
- split=> [[G _]|[up _]]; first by split; [apply: T9_logarithmic | ].
  split=> //; case: (identifiable_or_not K) => // -[a [b [same w]]].
  have nG : ~ identifiable K by move=> G; move: w; rewrite (G a b same) ltxx.
  by case: (logarithmic_not_linear up (T9_not_identifiable nG)).
- split=> [|lin G]; first exact: T9_not_identifiable.
  exact: (logarithmic_not_linear (T9_logarithmic G) lin).
Qed.
End Trichotomy.
