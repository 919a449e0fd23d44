(* Greedy's regret at one truth of an instance is at most an explicit rational  *)
(* at every horizon: T1, with what tells each wrong model from the truth        *)
(* bounded below by integers that the kernel computes.                          *)
(* Claims: none by itself; certificates of T1 for one instance rest on it. No   *)
(* diversity is asked for beyond what the bound needs: that no wrong model      *)
(* confirms itself when the truth is the given one.                             *)
(*   boundedZ I theta shares n d   the regret is at most n/d; computed from a   *)
(*     share of n for every model, and how precisely to compute for it          *)
From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From mathcomp Require Import zify ssrZ.
From UserDiversity Require Import Exponential Bhattacharyya Model Basics LogisticLink Likelihood Potential Bounded.
From UserDiversity Require Import CertificateNumbers CertificateInstance CertificateAffinity.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* how often to halve, how many bits, and the model's share of the bound *)
Definition share := (nat * nat * Z)%type.

Section Computed.
Variable I : data.

(* what one round of the first model's policy costs under the second, over total * reward_unit *)
Definition lost_context (x : Z * (row * row)) : Z :=
  let: (w, (rm, rt)) := x in Z.mul w (Z.sub (highest rt) (nth Z0 rt (first_best rm))).
Definition lostZ (rm rt : seq row) := zsum lost_context (zip3 (weights I) rm rt).

(* what it tells, over total * comparator_unit * 2^(2b), from below *)
Definition told_pair (k b : nat) (gm gt : Z) (x : Z * (Z * Z)) : Z :=
  if Z.eqb x.1 Z0 then Z0
  else Z.mul x.1 (deficit k b (Z.sub gm x.2.1) (Z.sub gt x.2.2) (reward_unit I)).
Definition told_context k b (x : Z * (seq row * (row * row))) : Z :=
  let: (w, (table, (rm, rt))) := x in
  let y := first_best rm in
  Z.mul w (zsum (told_pair k b (nth Z0 rm y) (nth Z0 rt y)) (zip3 (nth [::] table y) rm rt)).
Definition toldZ k b (rm rt : seq row) :=
  zsum (told_context k b) (zip (weights I) (zip3 (comparators I) rm rt)).

Definition share_ok (d : Z) (rt : seq row) (x : seq row * share) :=
  let: (rm, (k, b, s)) := x in
  let lost := lostZ rm rt in
  Z.leb Z0 s && (Z.eqb lost Z0 ||
    (let told := toldZ k b rm rt in
     Z.ltb Z0 told &&
     Z.leb (Z.mul (Z.mul lost (comparator_unit I)) (Z.mul (zpow2 (b + b)) d))
           (Z.mul (Z.mul s (reward_unit I)) told))).

Definition boundedZ (theta : nat) (shares : seq share) (n d : Z) :=
  [&& Z.ltb Z0 d, size shares == models I,
      all (share_ok d (model I theta)) (zip (rewards I) shares) & Z.leb (zsum (fun x => x.2) shares) n].
End Computed.

Section Sound.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Variable I : data.
Hypothesis ok : valid I.
Local Notation E := (env_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok).
Local Notation K := (class_of (logistic_gt0 laws) (logisticN laws) (logistic_inj laws) ok).
Local Notation M := 'I_(models I).

Let t0 : 0 < zr (total I) :> R := total_gt0 R ok.
Let k0 : 0 < zr (comparator_unit I) :> R := comparator_unit_gt0 R ok.
Let r0 : 0 < zr (reward_unit I) :> R := reward_unit_gt0 R ok.

Let servedE (m : M) (c : 'I_(contexts I)) : serves I m c = greedy K m c :> nat := esym (servesE _ _ _ ok m c).

Lemma lostE (m theta : M) :
  Delta K m theta = fraction (lostZ I (model I m) (model I theta)) (Z.mul (total I) (reward_unit I)).
Proof.
rewrite /Delta /loss /lostZ /fraction.
rewrite (zr_zsum_size R (Z0, ([::], [::])) _ (size_zip3 (erefl (contexts I)) (model_size ok m) (model_size ok theta))).
rewrite mulr_suml; apply: eq_bigr => c _.
rewrite (nth_zip3 _ _ _ _ (erefl (contexts I)) (model_size ok m) (model_size ok theta)) /=.
have -> : shortfall (K theta : reward E) c (greedy K m c) = gap (K theta) c (greedy K theta c) (greedy K m c).
  by rewrite -(@optimal_gap _ E (K theta) (greedy K theta)) //; apply: greedyP.
rewrite gapE /= /pR /fraction /rewardZ !servesE (first_best_highest (reward_size ok theta c)).
by rewrite !zrM invfM mulrACA.
Qed.

Lemma one_sub_rho (pi : policy E) (r r' : reward E) : 1 - rho pi r r'
  = \sum_c p c * \sum_y' kappa c (pi c) y' * (1 - BC E (gap r c (pi c) y') (gap r' c (pi c) y')).
Proof.
rewrite -{1}(p_sum E) -sumrB; apply: eq_bigr => c _; rewrite -{1}[p c]mulr1 -mulrBr; congr (_ * _).
rewrite -{1}(kappa_sum c (pi c)) -sumrB; apply: eq_bigr => y' _; by rewrite mulrBr mulr1.
Qed.

Lemma told_le (m theta : M) k b :
  fraction (toldZ I k b (model I m) (model I theta)) (Z.mul (Z.mul (total I) (comparator_unit I)) (zpow2 (b + b)))
  <= 1 - rho_own K m theta.
Proof.
have s0 := zr_pow2_gt0 R (b + b).
have sizes := size_zip3 (comparators_size ok) (model_size ok m) (model_size ok theta).
have all_sizes : size (zip (weights I) (zip3 (comparators I) (model I m) (model I theta))) = contexts I.
  by rewrite size_zip sizes minnn.
rewrite /rho_own one_sub_rho /toldZ /fraction (zr_zsum_size R (Z0, ([::], ([::], [::]))) _ all_sizes).
rewrite mulr_suml; apply: ler_sum => c _.
rewrite nth_zip ?sizes // (nth_zip3 _ _ _ _ (comparators_size ok) (model_size ok m) (model_size ok theta)) /=.
rewrite -/(serves I m c) servedE; set y := greedy K m c.
have rows := (comparator_row_size ok c y, reward_size ok m c, reward_size ok theta c).
rewrite zrM (zr_zsum_size R (Z0, (Z0, Z0)) _ (size_zip3 rows.1.1 rows.1.2 rows.2)).
have regroup (w S t k' s : R) : w * S / (t * k' * s) = w / t * (S / (k' * s)).
  by rewrite -[t * k' * s]mulrA invfM mulrACA.
rewrite (zrM R (Z.mul _ _)) (zrM R (total I)) regroup -/(weightZ I c) -/(fraction _ _) -/(pR R c).
rewrite ler_wpmul2l ?(pR_ge0 R ok) // mulr_suml; apply: ler_sum => y' _.
rewrite (nth_zip3 _ _ _ _ rows.1.1 rows.1.2 rows.2) /told_pair /=.
case: ifP => [/Z.eqb_eq e|_].
  by rewrite /kappaR /fraction /kappaZ e !mul0r.
rewrite zrM -/(kappaZ I c y y') invfM mulrACA -/(fraction _ _) -/(kappaR R c y y').
apply: ler_wpmul2l; first exact: kappaR_ge0.
rewrite ler_pdivr_mulr // (@BC_logistic R exp E (fun=> erefl)) !gapE.
by apply: (deficit_le laws k b) => //; rewrite -(zr_gt0 R).
Qed.

Lemma share_sound (m theta : M) (d : Z) (x : share) : Z.ltb Z0 d ->
  share_ok I d (model I theta) (model I m, x) -> 0 <= fraction x.2 d :> R /\
  (wrong K theta m -> rho_own K m theta < 1 /\ Delta K m theta / (1 - rho_own K m theta) <= fraction x.2 d).
Proof.
case: x => [[k b] s] dZ; have d0 : 0 < zr d :> R by rewrite zr_gt0.
rewrite /share_ok /=; set lost := lostZ _ _ _; set told := toldZ _ _ _ _ _.
case/andP => sZ terms; have s0 : 0 <= zr s :> R by rewrite zr_ge0.
split=> [|w]; first by rewrite divr_ge0 // ltW.
have DE := lostE m theta; rewrite -/lost in DE; have D0 : 0 < Delta K m theta := w.
case/orP: terms => [/Z.eqb_eq e|/andP[toldZ0]].
  by move: D0; rewrite DE e /fraction mul0r ltxx.
rewrite -(zr_le R) !zrM => le; have told0 : 0 < zr told :> R by rewrite zr_gt0.
have p0 := zr_pow2_gt0 R (b + b); have tell := told_le m theta k b; rewrite -/told /fraction !zrM in tell.
have r1 : 0 < 1 - rho_own K m theta.
  by apply: lt_le_trans tell; rewrite divr_gt0 // !mulr_gt0.
split; first by rewrite -subr_gt0.
rewrite ler_pdivr_mulr // DE /fraction !zrM.
apply: le_trans (ler_wpmul2l _ tell); last by rewrite divr_ge0 // ltW.
rewrite ler_pdivr_mulr ?mulr_gt0 //.
have -> : zr s / zr d * (zr told / (zr (total I) * zr (comparator_unit I) * zr (zpow2 (b + b))))
    * (zr (total I) * zr (reward_unit I))
  = zr s * zr (reward_unit I) * zr told / (zr (comparator_unit I) * (zr (zpow2 (b + b)) * zr d)) :> R.
  by field; rewrite !gt_eqF.
by rewrite ler_pdivl_mulr; [rewrite (mulrA (zr lost)); exact: le | apply: mulr_gt0 k0 (mulr_gt0 p0 d0)].
Qed.

Theorem bounded_sound (theta : M) shares (n d : Z) : boundedZ I theta shares n d ->
  forall A, greedy_learner K A -> forall T, Regret A (K theta) T <= fraction n d.
Proof.
case/and4P => dZ /eqP shares_size oks total_le A greedyA T.
have d0 : 0 < zr d :> R by rewrite zr_gt0.
pose x0 : share := (0%N, 0%N, Z0); pose s m := nth x0 shares m.
have sizes : size (zip (rewards I) shares) = models I by rewrite size_zip shares_size minnn.
have sound (m : M) := @share_sound m theta d (s m) dZ.
have {oks} oks (m : M) : share_ok I d (model I theta) (model I m, s m).
  by have := all_index ([::], x0) _ sizes oks m; rewrite nth_zip.
pose V m h := ell (K m) (K theta) h / (1 - rho_own K m theta).
have pot m : wrong K theta m -> potential K theta m (V m).
  by move=> w; apply: ell_potential; case: (sound m (oks m)) => _ /(_ w)[].
have := potential_regret T [::] greedyA pot; rewrite /regret_of big_nil subr0 => le.
apply: le_trans le _; apply: (@le_trans _ _ (fraction (zsum (fun x : share => x.2) shares) d)); last first.
  by rewrite ler_pmul2r ?invr_gt0 // zr_le.
rewrite /fraction (zr_zsum_size R x0 _ shares_size) mulr_suml big_mkcond /=.
apply: ler_sum => m _; have [s0 bound] := sound m (oks m).
by case: ifP => // w; rewrite /V ell_nil mulrA mulr1; case: (bound w).
Qed.
End Sound.
