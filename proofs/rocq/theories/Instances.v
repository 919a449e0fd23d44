(* The conditions are not vacuous, and none of them is free: two users, two      *)
(* responses, two models; one population that satisfies D, one that fails D but  *)
(* not G, one that fails G, all with unique optima and full support. The first   *)
(* also satisfies D although the exposed directions span neither the space nor   *)
(* the relevant directions. All this for every link with the laws of Model.v,    *)
(* and over every real closed field there is one.                                *)
(* Claims: T9 (each regime is inhabited), T20.                                   *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Span.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * A link over any real closed field *)

Section SoftLink.
Variable R : rcfType.

Definition soft (x : R) : R := (1 + x / (1 + `|x|)) / 2%:R.

Let den_gt0 (x : R) : 0 < 1 + `|x|.
Proof. by rewrite ltr_paddr ?normr_ge0. Qed.

Lemma soft_gt0 x : 0 < soft x.
Proof.
rewrite divr_gt0 ?ltr0n // -(pmulr_lgt0 _ (den_gt0 x)) mulrDl mul1r divfK ?gt_eqF ?den_gt0 //.
by rewrite -addrA ltr_paddr ?ltr01 // -ler_subl_addr sub0r -normrN ler_norm.
Qed.

Lemma softN x : soft (- x) = 1 - soft x.
Proof. by rewrite /soft normrN; field; rewrite gt_eqF ?den_gt0. Qed.

Lemma soft_inj : injective soft.
Proof.
move=> x y /(divIf _)/addrI e.
have {e}e : x / (1 + `|x|) = y / (1 + `|y|) by apply: e; rewrite (pnatr_eq0 _ 2).
have n : `|x| = `|y|.
  have := congr1 Num.norm e; rewrite !normf_div !(gtr0_norm (den_gt0 _)) => /eqP.
  rewrite eqr_div ?(gt_eqF (den_gt0 _)) // !mulrDr !mulr1 [X in _ == _ + X]mulrC.
  by move=> /eqP/addIr.
by move: e; rewrite n; apply: mulIf; rewrite invr_eq0 gt_eqF ?den_gt0.
Qed.
End SoftLink.

(** * Two users, two responses *)

Section TwoUsers.
Variables (R : rcfType) (sigma : R -> R).
Hypothesis sigma_gt0 : forall x, 0 < sigma x.
Hypothesis sigmaN : forall x, sigma (- x) = 1 - sigma x.
Hypothesis sigma_inj : injective sigma.

Section Population.
(* the response that a deployed response is compared with *)
Variable comparator : bool -> bool.

Let half : R := 2%:R^-1.
Let half_ge0 (c : bool) : 0 <= half.
Proof. by rewrite invr_ge0 ler0n. Qed.
Let half_sum : \sum_(c : bool) half = 1.
Proof. by rewrite big_bool /= -[half + _]mulr2n -mulr_natr mulVf // (pnatr_eq0 _ 2). Qed.
Let at_comparator (c y y' : bool) : R := (y' == comparator y)%:R.
Let at_ge0 c y y' : 0 <= at_comparator c y y'. Proof. exact: ler0n. Qed.
Let at_sum c y : \sum_y' at_comparator c y y' = 1.
Proof. by rewrite (bigD1 (comparator y)) //= /at_comparator eqxx big1 ?addr0 // => y' /negPf->. Qed.

Definition two_users : env R :=
  @Env R [finType of bool] [finType of bool] false (fun=> half) half_ge0 half_sum
       at_comparator at_ge0 at_sum sigma sigma_gt0 sigmaN sigma_inj.

Lemma two_users_full : full_support two_users.
Proof. by move=> c; rewrite invr_gt0 ltr0n. Qed.

Lemma kappa_two_users c y y' : (0 < @kappa _ two_users c y y') = (y' == comparator y).
Proof. by rewrite ltr0n lt0b. Qed.

(* rewards by how much user [c] prefers the response [true] to [false] *)
Definition taste (liking : bool -> R) : reward two_users := fun c y => if y then liking c else 0.

Lemma best_taste l c y : l c != 0 -> best_in (taste l) c y -> y = (0 < l c).
Proof.
move=> l0 best; have := best (~~ y); rewrite /taste; case: y {best} => /=.
  by rewrite le_eqVlt eq_sym (negPf l0) /= => ->.
by rewrite leNgt => /negPf->.
Qed.

Lemma unique_taste l : (forall c, l c != 0) -> unique_optimum (taste l).
Proof. by move=> l0 c y y' /(best_taste (l0 c))-> /(best_taste (l0 c))->. Qed.

Variable l : bool -> bool -> R.
Hypothesis l0 : forall m c, l m c != 0.
Definition tastes : class two_users bool := canonical_class (fun m => taste (l m)).

Lemma tastes_unique m : unique_optimum (tastes m).
Proof. exact/unique_taste/l0. Qed.

Lemma serves m c : greedy tastes m c = (0 < l m c).
Proof. exact: best_taste (l0 m c) (greedyP tastes m c). Qed.

Lemma differ m m' c : (0 < l m c) != (0 < l m' c) -> 0 < Delta tastes m m'.
Proof.
move=> ne; rewrite lt_neqAle Delta_ge0 andbT eq_sym; apply/negP => /eqP.
move=> /(optimal_loss two_users_full)/(_ c)/(best_taste (l0 m' c)).
by rewrite serves => e; rewrite e eqxx in ne.
Qed.
End Population.

Let one0 : (1 : R) != 0. Proof. exact: oner_neq0. Qed.
Let m10 : (-1 : R) != 0. Proof. by rewrite oppr_eq0. Qed.
Let m1_le0 : (0 < (-1 : R)) = false. Proof. by rewrite ltr_oppr oppr0 ltr10. Qed.
Let one_m1 : ((1 : R) == -1) = false.
Proof. by rewrite -subr_eq0 opprK -mulr2n pnatr_eq0. Qed.

(** * D: in each model one user is served what exposes it *)

Definition each_their_own (m c : bool) : R := if c == m then 1 else -1.

Lemma each_their_own0 m c : each_their_own m c != 0.
Proof. by rewrite /each_their_own; case: (c == m). Qed.

Definition diverse_tastes := tastes (fun=> false) each_their_own.

Lemma diverse_tastesP : diverse diverse_tastes.
Proof.
move=> a b ag; have := ag a false; rewrite kappa_two_users => /(_ erefl).
rewrite serves; last exact: each_their_own0.
rewrite /gap /= /taste /each_their_own eqxx ltr01 !subr0; case: eqP => [<- _|_ /eqP]; last by rewrite one_m1.
by apply/loss_optimal/(greedyP diverse_tastes).
Qed.

Theorem D_inhabited : exists (E : env R) (K : class E bool),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), diverse K &
      exists a b, 0 < Delta K a b].
Proof.
exists (two_users (fun=> false)), diverse_tastes; split=> //.
- exact: two_users_full.
- exact/tastes_unique/each_their_own0.
- exact: diverse_tastesP.
- by exists true, false; apply: (@differ _ _ each_their_own0 _ _ true); rewrite /each_their_own /= ltr01 m1_le0.
Qed.

(** * G without D: the model in which nobody is served the other response exposes nothing *)

Definition nobody_or_one (m c : bool) : R := if m && c then 1 else -1.

Lemma nobody_or_one0 m c : nobody_or_one m c != 0.
Proof. by rewrite /nobody_or_one; case: (m && c). Qed.

Let nobody_or_one_differ comparator : 0 < Delta (tastes comparator nobody_or_one) false true.
Proof.
by apply: (@differ _ _ nobody_or_one0 _ _ true); rewrite /nobody_or_one /= ltr01 m1_le0.
Qed.

Theorem G_without_D_inhabited : exists (E : env R) (K : class E bool),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), identifiable K & ~ diverse K].
Proof.
pose K := tastes (fun=> false) nobody_or_one.
exists (two_users (fun=> false)), K; split=> //.
- exact: two_users_full.
- exact/tastes_unique/nobody_or_one0.
- move=> a b /(_ true true false); rewrite kappa_two_users => /(_ erefl).
  have [-> _ | ab] := eqVneq a b; first by apply/loss_optimal/(greedyP K).
  rewrite /gap /= /taste /nobody_or_one !subr0 !andbT => /eqP.
  by case: a b ab => [] [] //=; rewrite ?[-1 == _]eq_sym one_m1.
move=> D; have := nobody_or_one_differ (fun=> false); rewrite -/K D ?ltxx // => c y'.
rewrite kappa_two_users serves; last exact: nobody_or_one0.
by rewrite /nobody_or_one m1_le0 => /eqP->; rewrite /gap !subrr.
Qed.

(** * Not G: every response is compared with itself *)

Theorem not_G_inhabited : exists (E : env R) (K : class E bool),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m) & ~ identifiable K].
Proof.
pose K := tastes id nobody_or_one.
exists (two_users id), K; split=> //.
- exact: two_users_full.
- exact/tastes_unique/nobody_or_one0.
move=> G; have := nobody_or_one_differ id; rewrite -/K G ?ltxx // => c y y'.
by rewrite kappa_two_users => /eqP->; rewrite /gap !subrr.
Qed.

(** * T20: D does not need the exposed directions to span *)

Let head (c y : bool) : 'rV[R]_2 := if y then delta_mx 0 (inord c) else 0.

(* no two models are equal, and neither may be taken for the other for free *)
Theorem T20_weaker_than_full_rank : exists (E : env R) (d : nat) (K : class E bool)
    (h : context E -> response E -> 'rV[R]_d) (par : bool -> 'rV[R]_d),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), forall m c y, K m c y = dot (h c y) (par m) &
      diverse K] /\
  [/\ forall a b, a != b -> 0 < Delta K a b,
      forall a b, a != b -> exists c y y', gap (K a) c y y' != gap (K b) c y y' &
      forall m, ~~ row_full (Exp h (@kappa _ E) (greedy K m)) /\
                ~~ (Rel h == Exp h (@kappa _ E) (greedy K m))%MS].
Proof.
exists (two_users (fun=> false)), 2%N, diverse_tastes, head.
pose par m : 'rV[R]_2 := \row_i each_their_own m (i == 1%N :> nat).
have dotE c y (v : 'rV[R]_2) : dot (head c y) v = if y then v 0 (inord c) else 0.
  rewrite /head; case: y; last by rewrite dotC dot0r.
  by rewrite /dot -rowE !mxE.
have linear m c y : diverse_tastes m c y = dot (head c y) (par m).
  by rewrite dotE mxE /= /taste inordK //; case: c; case: y.
have apart a b : a != b -> 0 < Delta diverse_tastes a b.
  move=> ab; apply: (@differ _ _ each_their_own0 _ _ true); rewrite /each_their_own.
  by case: a b ab => [] [] //= _; rewrite ltr01 m1_le0.
exists par; split; first by split=> //; [exact: two_users_full | exact/tastes_unique/each_their_own0 | exact: diverse_tastesP].
split=> [//|a b ab|m].
  exists true, true, false; rewrite /gap /= /taste /each_their_own !subr0.
  by case: a b ab => [] [] //= _; rewrite ?one_m1 // eq_sym one_m1.
pose v : 'cV[R]_2 := delta_mx (inord (~~ m)) 0.
have headv c y : (head c y *m v) 0 0 = (y && (c == ~~ m))%:R.
  rewrite -[v]trmxK -/(dot _ _) dotE; case: y => //=.
  by rewrite !mxE -(inj_eq val_inj) /= !inordK //; case: c; case: (m).
have exposed : Exp head (@kappa _ (two_users (fun=> false))) (greedy diverse_tastes m) *m v = 0.
  apply/span_kill => -[c y'] k; have {k}/eqP-> : y' == false :> bool.
    by rewrite -(@kappa_two_users (fun=> false) c (greedy diverse_tastes m c)).
  apply/matrixP => i j; rewrite !ord1 mulmxBl [LHS]mxE [X in _ + X]mxE !headv serves; last exact: each_their_own0.
  by rewrite [RHS]mxE subr0 /each_their_own; case: c; case: (m) => /=; rewrite ?ltr01 ?m1_le0.
split.
  apply/negP => /row_fullP[B BX].
  have : v = 0 by rewrite -[v]mul1mx -BX -mulmxA exposed mulmx0.
  by move=> /matrixP/(_ (inord (~~ m)) 0)/eqP; rewrite !mxE !eqxx oner_eq0.
apply/negP => /andP[/submx_dual/(_ v exposed)/span_kill/(_ (~~ m, (true, false)) isT) zero _].
have : (head (~~ m) true - head (~~ m) false) *m v = 0 by exact: zero.
rewrite mulmxBl => /matrixP/(_ 0 0); rewrite [LHS]mxE [X in _ + X]mxE !headv mxE subr0 eqxx => /eqP.
by rewrite oner_eq0.
Qed.
End TwoUsers.
