(* What a confusing pair of an instance costs every learner, with explicit      *)
(* rationals: T7, its exchange rate K bounded by L3.                            *)
(* Claims: none by itself; certificates of T7 for one instance rest on it.      *)
(* Axioms: those of mathcomp-analysis (L3 is over the real numbers).            *)
(*   rateZ I a b kn kd             K is at most kn/kd; computed                 *)
(*   stakesZ I a b c da db xn xd   p_c delta is at least xn/xd in context c,    *)
(*     with the integers da and db for the least gap and the shortfall there    *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Exponential RealExponential RealBernoulliKL Model Basics Divergence Necessity.
From UserDiversity Require Import CertificateNumbers CertificateInstance.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Computed.
Variable I : data.

(* how far the gaps of the two models are apart, squared and averaged over comparators *)
Definition apart_pair (ga gb : Z) (x : Z * (Z * Z)) : Z :=
  let d := Z.sub (Z.sub ga x.2.1) (Z.sub gb x.2.2) in Z.mul x.1 (Z.mul d d).
Definition apartZ (ks ra rb : row) (ga gb : Z) := zsum (apart_pair ga gb) (zip3 ks ra rb).

Definition rate_response (kn kd best : Z) (ra rb : row) (x : row * (Z * Z)) :=
  Z.leb (Z.mul (apartZ x.1 ra rb x.2.1 x.2.2) kd)
        (Z.mul (Z.mul kn (Zpos (xO (xO (xO xH)))))
               (Z.mul (Z.mul (comparator_unit I) (reward_unit I)) (Z.sub best x.2.1))).
Definition rate_context (kn kd : Z) (x : seq row * (row * row)) :=
  let: (table, (ra, rb)) := x in all (rate_response kn kd (highest ra) ra rb) (zip3 table ra rb).
Definition rateZ (a b : nat) (kn kd : Z) :=
  [&& Z.leb Z0 kn, Z.ltb Z0 kd & all (rate_context kn kd) (zip3 (comparators I) (model I a) (model I b))].

Definition stakesZ (a b c : nat) (da db xn xd : Z) :=
  let ra := nth [::] (model I a) c in let rb := nth [::] (model I b) c in
  let y := first_best ra in
  [&& Z.ltb Z0 da, Z.ltb Z0 db, Z.ltb Z0 xd,
      all (fun x => (x.1 == y) || Z.leb da (Z.sub (highest ra) x.2)) (zip (iota 0 (responses I)) ra),
      Z.leb db (Z.sub (highest rb) (nth Z0 rb y)) &
      Z.leb (Z.mul (Z.mul xn (total I)) (Z.mul (reward_unit I) (Z.add da db)))
            (Z.mul (Z.mul xd (weightZ I c)) (Z.mul da db))].
End Computed.

Section Sound.
Variables (R : realType) (I : data).
Hypothesis ok : valid I.
Let laws := real_exp_laws R.
Local Notation E := (env_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok).
Local Notation K := (class_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok).
Local Notation M := 'I_(models I).

Let t0 : 0 < zr (total I) :> R := total_gt0 R ok.
Let k0 : 0 < zr (comparator_unit I) :> R := comparator_unit_gt0 R ok.
Let r0 : 0 < zr (reward_unit I) :> R := reward_unit_gt0 R ok.
Let servedE (m : M) (c : 'I_(contexts I)) : serves I m c = greedy K m c :> nat := esym (servesE _ _ _ ok m c).
Let bestE (m : M) (c : 'I_(contexts I)) : rewardZ I m c (greedy K m c) = highest (nth [::] (model I m) c).
Proof. by rewrite /rewardZ -servedE (first_best_highest (reward_size ok m c)). Qed.

Variables a b : M.

Lemma information_le c y : information (@ln R) (K a : reward E) (K b) c y
  <= zr (apartZ (nth [::] (nth [::] (comparators I) c) y) (nth [::] (model I a) c) (nth [::] (model I b) c)
           (rewardZ I a c y) (rewardZ I b c y))
     / (8%:R * zr (comparator_unit I) * zr (reward_unit I) ^+ 2).
Proof.
have rows := (comparator_row_size ok c y, reward_size ok a c, reward_size ok b c).
rewrite /apartZ (zr_zsum_size R (Z0, (Z0, Z0)) _ (size_zip3 rows.1.1 rows.1.2 rows.2)).
rewrite mulr_suml /information; apply: ler_sum => y' _.
rewrite (nth_zip3 _ _ _ _ rows.1.1 rows.1.2 rows.2) /apart_pair /=.
apply: (@le_trans _ _ (kappaR R c y y' * ((gap (K a : reward E) c y y' - gap (K b : reward E) c y y') ^+ 2 / 8%:R))).
  by apply: ler_wpmul2l; [apply: kappaR_ge0 | apply: (@L3_le R E (fun=> erefl))].
rewrite !gapE /kappaR /fraction -mulrBl -zrB !zrM -/(kappaZ I c y y') le_eqVlt; apply/orP; left; apply/eqP.
move: (zr (kappaZ _ _ _ _)) (zr (Z.sub _ _)) => u v; field.
by rewrite !gt_eqF.
Qed.

Lemma rate_sound kn kd : rateZ I a b kn kd ->
  0 <= fraction kn kd :> R /\ rate_bound (@ln R) (K a) (K b) (greedy K a) (fraction kn kd).
Proof.
case/and3P => kn0 kdZ; have kd0 : 0 < zr kd :> R by rewrite zr_gt0.
have sizes := size_zip3 (comparators_size ok) (model_size ok a) (model_size ok b).
move=> /(all_index ([::], ([::], [::])) _ sizes) rates.
split=> [|c y _ _]; first by apply: divr_ge0 (ltW kd0); rewrite zr_ge0.
apply: le_trans (information_le c y) _; have := rates c.
rewrite (nth_zip3 _ _ _ _ (comparators_size ok) (model_size ok a) (model_size ok b)) /=.
have rows := size_zip3 (table_size ok c) (reward_size ok a c) (reward_size ok b c).
move=> /(all_index ([::], (Z0, Z0)) _ rows)/(_ y).
rewrite (nth_zip3 _ _ _ _ (table_size ok c) (reward_size ok a c) (reward_size ok b c)) /rate_response /=.
rewrite -bestE -(zr_le R) !zrM zr8 gapE /fraction -/(rewardZ I a c y) -/(rewardZ I b c y).
set s := zr (apartZ _ _ _ _ _); set g := zr (Z.sub _ _) => le.
rewrite ler_pdivr_mulr ?mulr_gt0 ?exprn_gt0 ?ltr0n //.
have -> : zr kn / zr kd * (g / zr (reward_unit I)) * (8%:R * zr (comparator_unit I) * zr (reward_unit I) ^+ 2)
  = zr kn * 8%:R * (zr (comparator_unit I) * zr (reward_unit I) * g) / zr kd :> R.
  by field; rewrite !gt_eqF.
by rewrite ler_pdivl_mulr.
Qed.

Section Stakes.
Variables (c : 'I_(contexts I)) (da db xn xd : Z).
Hypothesis stakes : stakesZ I a b c da db xn xd.
Let Da : R := fraction da (reward_unit I).
Let Db : R := fraction db (reward_unit I).

Let Da0 : 0 < Da. Proof. by case/and5P: stakes => da0 _ _ _ _; rewrite divr_gt0 // zr_gt0. Qed.
Let Db0 : 0 < Db. Proof. by case/and5P: stakes => _ db0 _ _ _; rewrite divr_gt0 // zr_gt0. Qed.

Lemma least_gap y : y != greedy K a c -> Da <= gap (K a : reward E) c (greedy K a c) y.
Proof.
move=> ne; rewrite gapE bestE ler_pmul2r ?invr_gt0 // zr_le.
have sizes : size (zip (iota 0 (responses I)) (nth [::] (model I a) c)) = responses I.
  by rewrite size_zip size_iota (reward_size ok a c) minnn.
case/and5P: stakes => _ _ _ /(all_index (0%N, Z0) _ sizes)/(_ y) + _.
rewrite nth_zip ?size_iota ?(reward_size ok a c) // nth_iota ?ltn_ord //= add0n -/(serves I a c) servedE.
by rewrite (inj_eq val_inj) (negbTE ne).
Qed.

Lemma hidden_shortfall : Db <= shortfall (K b : reward E) c (greedy K a c).
Proof.
have -> : shortfall (K b : reward E) c (greedy K a c) = gap (K b) c (greedy K b c) (greedy K a c).
  by rewrite -(@optimal_gap _ E (K b) (greedy K b)) //; apply: greedyP.
rewrite gapE bestE ler_pmul2r ?invr_gt0 // zr_le.
by case/and5P: stakes => _ _ _ _ /andP[]; rewrite -/(serves I a c) servedE.
Qed.

Lemma stakes_le : fraction xn xd <= @p _ E c * (Da^-1 + Db^-1)^-1 :> R.
Proof.
case/and5P: stakes => daZ dbZ xdZ _ /andP[_]; rewrite -(zr_le R) !zrM zrD.
have da0 : 0 < zr da :> R by rewrite zr_gt0.
have db0 : 0 < zr db :> R by rewrite zr_gt0.
have xd0 : 0 < zr xd :> R by rewrite zr_gt0.
have s0 : 0 < zr da + zr db :> R by rewrite addr_gt0.
rewrite /= /pR /fraction /Da /Db /fraction => le.
have harmonic (w t d e r : R) : 0 < t -> 0 < d -> 0 < e -> 0 < r ->
    w / t * ((d / r)^-1 + (e / r)^-1)^-1 = w * (d * e) / (t * (r * (d + e))).
  by move=> t1 d1 e1 r1; field; rewrite !gt_eqF ?addr_gt0 ?mulr_gt0.
rewrite harmonic //.
rewrite ler_pdivl_mulr ?mulr_gt0 // mulrAC ler_pdivr_mulr //.
by move: le; rewrite -!mulrA [zr xd * _]mulrC -!mulrA.
Qed.
End Stakes.

Hypothesis hidden : confusingZ I a b.
Variables (c : 'I_(contexts I)) (da db xn xd : Z).
Hypothesis stakes : stakesZ I a b c da db xn xd.
Let agrees := (confusing_sound (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok hidden).1.
Local Notation worst A T := (Num.max (Regret A (K a) T) (Regret A (K b) T)).

Theorem logarithmic_sound kn kd : rateZ I a b kn kd -> forall (A : learner E) T,
  fraction xn xd * T%:R / 2%:R <= worst A T * expR (fraction kn kd * worst A T).
Proof.
move=> /rate_sound[kn0 rate] A T.
have [da0 db0] : Z.ltb Z0 da /\ Z.ltb Z0 db by case/and5P: stakes.
apply: le_trans (T7_logarithmic laws A (greedyP K a) agrees rate kn0 _ _ (least_gap stakes) (hidden_shortfall stakes) T);
  try by rewrite divr_gt0 // zr_gt0.
by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_wpmul2r ?ler0n // (stakes_le stakes).
Qed.

(* the same, solved for the regret *)
Theorem logarithm_sound kn kd : rateZ I a b kn kd -> Z.ltb Z0 kn -> Z.ltb Z0 xn -> forall (A : learner E) T,
  (0 < T)%N -> ln (fraction kn kd * fraction xn xd / 2%:R * T%:R) / (2%:R * fraction kn kd) <= worst A T.
Proof.
move=> r knZ xnZ A T T0; have [_ rate] := rate_sound r.
have [/and3P[daZ dbZ xdZ] kdZ] : [&& Z.ltb Z0 da, Z.ltb Z0 db & Z.ltb Z0 xd] /\ Z.ltb Z0 kd.
  by case/and5P: stakes => -> -> -> _ _; case/and3P: r.
have k1 : 0 < fraction kn kd :> R by rewrite divr_gt0 // zr_gt0.
have x1 : 0 < fraction xn xd :> R by rewrite divr_gt0 // zr_gt0.
have T1 : 0 < T%:R :> R by rewrite ltr0n.
apply: le_trans (T7_log laws A (greedyP K a) agrees rate (ltW k1) _ _ (least_gap stakes) (hidden_shortfall stakes) (pR_gt0 R ok c) k1 T0);
  try by rewrite divr_gt0 // zr_gt0.
have x2 := stakes_le stakes; have x3 := lt_le_trans x1 x2.
have two : 0 < 2%:R :> R by rewrite ltr0n.
rewrite ler_pmul2r ?invr_gt0; last exact: mulr_gt0 two k1.
have -> : fraction kn kd * fraction xn xd / 2%:R * T%:R = fraction kn kd * (fraction xn xd * T%:R / 2%:R) :> R.
  by move: (fraction _ _) (fraction _ _) => k x; ring.
have z y : 0 < y -> 0 < fraction kn kd * (y * T%:R / 2%:R) :> R.
  by move=> y0; apply: mulr_gt0 k1 (divr_gt0 (mulr_gt0 y0 T1) two).
rewrite (ler_ln laws (z _ x1) (z _ x3)) ler_pmul2l // ler_pmul2r ?invr_gt0 //.
by rewrite ler_pmul2r.
Qed.

Theorem linear_sound kd : rateZ I a b Z0 kd -> forall (A : learner E) T, fraction xn xd * T%:R <= worst A T.
Proof.
move=> /rate_sound[kn0 rate] A T.
have [da0 db0] : Z.ltb Z0 da /\ Z.ltb Z0 db by case/and5P: stakes.
have none : fraction Z0 kd = 0 :> R by rewrite /fraction mul0r.
apply: le_trans (T7_linear laws A (greedyP K a) agrees rate kn0 _ _ (least_gap stakes) (hidden_shortfall stakes) T none);
  try by rewrite divr_gt0 // zr_gt0.
by rewrite ler_wpmul2r ?ler0n // (stakes_le stakes).
Qed.
End Sound.
