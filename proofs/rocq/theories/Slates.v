(* T27, slates, as online RLHF and online DPO draw them: with model g selected,  *)
(* before the context is seen, both responses are independent draws from a law   *)
(* gamma_g(y | c) that gives every response a positive chance (a softened policy, *)
(* soften). Then every wrong model can be told from the truth whatever the users  *)
(* (T27_affinity), greedy's regret, that of the policies pi_g, is bounded         *)
(* (T27_regret), and what is charged for the drawn responses themselves never is  *)
(* (T27_charge).                                                                  *)
(* Claims: T27. Any link.                                                         *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Offline Strong Process.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(* the softened policy: gamma0 e^(beta r), normalised *)
Definition soften (R : rcfType) (exp : R -> R) (C Y : finType) (gamma0 : C -> Y -> R) (beta : R) (r : C -> Y -> R) c y : R :=
  gamma0 c y * exp (beta * r c y) / \sum_y' gamma0 c y' * exp (beta * r c y').

Lemma soften_law (R : rcfType) (exp ln : R -> R) (C Y : finType) (gamma0 : C -> Y -> R) (beta : R) (r : C -> Y -> R) c (y0 : Y) :
  exp_laws exp ln -> (forall y, 0 < gamma0 c y) ->
  (forall y, 0 < soften exp gamma0 beta r c y) /\ \sum_y soften exp gamma0 beta r c y = 1.
Proof.
move=> laws g0; have s0 : 0 < \sum_y gamma0 c y * exp (beta * r c y).
  rewrite (bigD1 y0) //= ltr_paddr ?mulr_gt0 ?(exp_gt0 laws) // sumr_ge0 // => y _.
  by rewrite mulr_ge0 ?(exp_ge0 laws) // ltW.
split=> [y|]; first by rewrite !mulr_gt0 ?invr_gt0 ?(exp_gt0 laws).
by rewrite -mulr_suml mulfV // gt_eqF.
Qed.

Section Slates.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M) (gamma : M -> context E -> response E -> R).
Hypothesis gamma_gt0 : forall g c y, 0 < gamma g c y.
Hypothesis gamma_sum : forall g c, \sum_y gamma g c y = 1.
Variable theta : M.
Implicit Types (g m : M) (r : reward E).

(* a context, the two responses drawn, and whether the first was preferred *)
Definition slate := (context E * response E * response E * bool)%type.
Local Notation story := (seq (M * slate)).

Definition slate_feedback r (o : slate) : R := let: (c, y, y', z) := o in bern E (gap r c y y') z.
Definition slate_law r g (o : slate) : R :=
  (let: (c, y, y', _) := o in p c * gamma g c y * gamma g c y') * slate_feedback r o.
Definition slate_lik r (h : story) : R := \prod_(x <- h) slate_feedback r x.2.
Definition slate_rho g m : R := \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' *
  BC E (gap (K m) c y y') (gap (K theta) c y y'))).

(* it is one datum of T12, with gamma_g for the training law and for the comparator *)
Let gamma_ge0 g c y : 0 <= gamma g c y. Proof. exact: ltW. Qed.
Let against g : env R :=
  @Env R (context E) (response E) (some_response E) (@p _ E) (@p_ge0 _ E) (p_sum E)
       (fun c _ y' => gamma g c y') (fun c _ y' => gamma_ge0 g c y') (fun c _ => gamma_sum g c)
       (link E) (@link_gt0 _ E) (@linkN _ E) (@link_inj _ E).
Let drawn g : training (against g) :=
  @Training _ (against g) (@p _ E) (@p_ge0 _ E) (p_sum E) (gamma g) (gamma_ge0 g) (gamma_sum g).

Lemma slate_law_ge0 r g o : 0 <= slate_law r g o.
Proof. exact: (datum_law_ge0 (drawn g) r o). Qed.

Lemma slate_law_sum r g : \sum_o slate_law r g o = 1.
Proof. exact: (datum_law_sum (drawn g) r). Qed.

Lemma slate_feedback_gt0 r o : 0 < slate_feedback r o.
Proof. by case: o => [[[c y] y'] z]; apply: bern_gt0. Qed.

Lemma slate_lik_gt0 r h : 0 < slate_lik r h.
Proof. by rewrite /slate_lik; elim/big_rec: _ => [|x u _ u0]; rewrite ?ltr01 // mulr_gt0 ?slate_feedback_gt0. Qed.

Lemma slate_rhoE g m : slate_rho g m = rho_off (drawn g) (K m : reward (against g)) (K theta).
Proof. by []. Qed.

Lemma slate_rho_ge0 g m : 0 <= slate_rho g m.
Proof. exact: (rho_off_ge0 (drawn g)). Qed.

Lemma slate_rho_le1 g m : slate_rho g m <= 1.
Proof. exact: (rho_off_le1 (drawn g)). Qed.

(* strong diversity, whatever the population *)
Theorem T27_affinity g m : full_support E -> wrong K theta m -> slate_rho g m < 1.
Proof.
move=> H4 w; rewrite lt_neqAle slate_rho_le1 andbT; apply/negP => /eqP e.
have same c y y' : gap (K m) c y y' = gap (K theta) c y y'.
  by apply: (rho_off_agree (D := drawn g) e) => //=; apply: H4.
suff o : optimal (K theta) (greedy K m) by rewrite /wrong /Delta (loss_optimal o) ltxx in w.
by move=> c y; rewrite -subr_ge0 -/(gap _ _ _ _) -same subr_ge0; apply: greedyP.
Qed.

(** * Ratios *)

Definition slate_ell m (h : story) : R := Num.sqrt (slate_lik (K m) h / slate_lik (K theta) h).

Lemma slate_step g m h : \sum_o slate_law (K theta) g o * slate_ell m ((g, o) :: h) = slate_rho g m * slate_ell m h.
Proof.
rewrite slate_rhoE -datum_affinity mulr_suml; apply: eq_bigr => o _.
have t0 := slate_feedback_gt0 (K theta) o; have m0 := slate_feedback_gt0 (K m) o.
have L0 := slate_lik_gt0 (K theta) h; have L1 := slate_lik_gt0 (K m) h.
pose e := datum_exposure (drawn g) o; have e0 : 0 <= e by apply: datum_exposure_ge0.
rewrite [RHS](_ : _ = Num.sqrt (e * slate_feedback (K m) o * (e * slate_feedback (K theta) o)) * slate_ell m h) //.
rewrite [slate_law _ _ _](_ : _ = e * slate_feedback (K theta) o) //.
rewrite /slate_ell /slate_lik !big_cons /= -/(slate_lik _ h) -/(slate_lik _ h).
move: (slate_lik (K m) h) L1 (slate_lik (K theta) h) L0 (slate_feedback (K m) o) m0 (slate_feedback (K theta) o) t0.
move=> a a0 b b0 x x0 y y0.
have -> : e * x * (e * y) = e ^+ 2 * (x * y) by ring.
rewrite (sqrtrM _ (sqr_ge0 e)) sqrtr_sqr ger0_norm // -!mulrA; congr (_ * _).
rewrite -[X in X * _ = _](gtr0_norm y0) -sqrtr_sqr -!sqrtrM ?sqr_ge0 ?mulr_ge0 ?(ltW x0) ?(ltW y0) //.
by congr Num.sqrt; field; rewrite !gt_eqF.
Qed.

(** * Greedy *)

(* which model to select, given the rounds so far *)
Record selector := Selector {
  select :> story -> M -> R;
  select_ge0 : forall h g, 0 <= select h g;
  select_sum : forall h, \sum_g select h g = 1
}.
Variable A : selector.
Local Notation mean := (mean (slate_law (K theta)) A).

Definition slate_greedy := forall h g, 0 < A h g -> forall m, slate_lik (K m) h <= slate_lik (K g) h.

Lemma slate_selected h g : slate_greedy -> 0 < A h g -> 1 <= slate_ell g h.
Proof.
move=> gr a; rewrite -[1]sqrtr1 ler_wsqrtr // ler_pdivl_mulr ?slate_lik_gt0 // mul1r.
exact: gr.
Qed.

Lemma slate_ell_nil m : slate_ell m [::] = 1.
Proof. by rewrite /slate_ell /slate_lik !big_nil divr1 sqrtr1. Qed.

(* the regret of the policies pi_g selected, temperature zero *)
Definition slate_regret (x : M * slate) : R :=
  let: (g, (c, _, _, _)) := x in shortfall (K theta) c (greedy K g c).
(* what the responses drawn cost, per response *)
Definition slate_charge (x : M * slate) : R :=
  let: (_, (c, y, y', _)) := x in (shortfall (K theta) c y + shortfall (K theta) c y') / 2%:R.

Lemma slate_sum g (f : context E -> response E -> response E -> R) :
  \sum_o slate_law (K theta) g o * (let: (c, y, y', _) := o in f c y y')
  = \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' * f c y y')).
Proof.
transitivity (\sum_o datum_exposure (drawn g) o *
   (let: (c, y, y', z) := o in bern E (gap (K theta) c y y') z * f c y y')).
  by apply: eq_bigr => -[[[c y] y'] z] _; rewrite /slate_law /= -mulrA.
rewrite (sum_datum (drawn g) (fun c y y' z => bern E (gap (K theta) c y y') z * f c y y')).
apply: eq_bigr => c _; congr (_ * _); apply: eq_bigr => y _; congr (_ * _); apply: eq_bigr => y' _; congr (_ * _).
by rewrite -mulr_suml bern_sum mul1r.
Qed.

Lemma slate_regret_mean g : \sum_o slate_law (K theta) g o * slate_regret (g, o) = Delta K g theta.
Proof.
have := slate_sum g (fun c _ _ => shortfall (K theta) c (greedy K g c)) => e.
transitivity (\sum_o slate_law (K theta) g o * (let: (c, y, y', _) := o in shortfall (K theta) c (greedy K g c))).
  by apply: eq_bigr => -[[[c y] y'] z].
rewrite e; apply: eq_bigr => c _; congr (_ * _).
by under eq_bigr do rewrite -mulr_suml gamma_sum mul1r; rewrite -mulr_suml gamma_sum mul1r.
Qed.

Definition charge g : R := \sum_c p c * \sum_y gamma g c y * shortfall (K theta) c y.

Lemma slate_charge_mean g : \sum_o slate_law (K theta) g o * slate_charge (g, o) = charge g.
Proof.
have := slate_sum g (fun c y y' => (shortfall (K theta) c y + shortfall (K theta) c y') / 2%:R) => e.
transitivity (\sum_o slate_law (K theta) g o * (let: (c, y, y', _) := o in
   (shortfall (K theta) c y + shortfall (K theta) c y') / 2%:R)).
  by apply: eq_bigr => -[[[c y] y'] z].
rewrite e; apply: eq_bigr => c _; congr (_ * _); set S := \sum_y gamma g c y * shortfall (K theta) c y.
have inner y : \sum_y' gamma g c y' * ((shortfall (K theta) c y + shortfall (K theta) c y') / 2%:R)
    = (shortfall (K theta) c y + S) / 2%:R.
  under eq_bigr do rewrite mulrA mulrDr; rewrite -mulr_suml big_split /= -mulr_suml gamma_sum mul1r.
  by [].
under eq_bigr do rewrite inner mulrA mulrDr; rewrite -mulr_suml big_split /= -mulr_suml gamma_sum mul1r.
by rewrite -/S; field.
Qed.

Let ell_ge0 m h : 0 <= slate_ell m h. Proof. exact: sqrtr_ge0. Qed.
Let law_ge0 := slate_law_ge0 (K theta).
Let law_sum := slate_law_sum (K theta).
Let sel (gr : slate_greedy) h g : 0 < A h g -> 1 <= slate_ell g h := slate_selected gr.

Theorem T27_selections m T : slate_greedy -> slate_rho m m < 1 ->
  mean T (fun h => (count_of m h)%:R) [::] <= (1 - slate_rho m m)^-1.
Proof.
move=> gr; apply: (selected_mean law_ge0 law_sum (select_ge0 A) (select_sum A) ell_ge0 slate_ell_nil
  slate_rho_le1 slate_step (sel gr)).
Qed.

Theorem T27_tail m T k : slate_greedy ->
  mean T (fun h => (k < count_of m h)%N%:R) [::] <= slate_rho m m ^+ k.
Proof.
move=> gr; apply: (selected_tail law_ge0 law_sum (select_ge0 A) (select_sum A) ell_ge0 slate_ell_nil
  slate_rho_ge0 slate_rho_le1 slate_step (sel gr)).
Qed.

Theorem T27_regret T : full_support E -> slate_greedy ->
  mean T (fun h => \sum_(x <- h) slate_regret x) [::]
  <= \sum_(m | wrong K theta m) Delta K m theta / (1 - slate_rho m m).
Proof.
move=> H4 gr; rewrite (mean_total law_sum (select_sum A) T slate_regret_mean).
rewrite (bigID (wrong K theta)) /= [X in _ + X]big1 ?addr0 => [|m w]; last by rewrite (not_wrong w) mul0r.
by apply: ler_sum => m w; rewrite ler_wpmul2l ?Delta_ge0 // T27_selections // T27_affinity.
Qed.

Theorem T27_round rhobar s : slate_greedy -> 0 <= rhobar ->
  (forall g m, wrong K theta m -> slate_rho g m <= rhobar) ->
  mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::] <= Num.min 1 (#|wrong K theta|%:R * rhobar ^+ s).
Proof.
move=> gr r0 rate; apply: (wrong_round law_ge0 law_sum (select_ge0 A) (select_sum A) ell_ge0 slate_ell_nil
  slate_step (sel gr) s r0 rate).
Qed.

(* the number of wrong selections, as T4 counts them *)
Corollary T27_log_class rhobar n0 T : slate_greedy -> 0 <= rhobar < 1 -> #|wrong K theta|%:R * rhobar ^+ n0 <= 1 ->
  (forall g m, wrong K theta m -> slate_rho g m <= rhobar) ->
  \sum_(s < T) mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::] <= n0%:R + (1 - rhobar)^-1.
Proof.
move=> gr r01 cut rate; have /andP[r0 _] := r01.
apply: (cut_geometric_le (f := fun s => mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::]) T r01 cut) => s.
  by have := T27_round s gr r0 rate; rewrite le_minr => /andP[].
by have := T27_round s gr r0 rate; rewrite le_minr => /andP[].
Qed.

(* [star m] bounds rho_g(m) over the models that are right *)
Theorem T27_decay (star : M -> R) s : slate_greedy ->
  (forall g m, ~~ wrong K theta g -> slate_rho g m <= star m) -> (forall m, 0 <= star m) ->
  mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::]
  <= \sum_(m | wrong K theta m) (slate_rho m m ^+ (s %/ (2 * #|wrong K theta|)) + star m ^+ uphalf s).
Proof.
move=> gr le s0; apply: (wrong_decay law_ge0 law_sum (select_ge0 A) (select_sum A) ell_ge0 slate_ell_nil
  slate_rho_ge0 slate_rho_le1 slate_step (sel gr) le s0 s).
Qed.

(* every selector, greedy or not *)
Theorem T27_charge floor T : (forall g, floor <= charge g) ->
  T%:R * floor <= mean T (fun h => \sum_(x <- h) slate_charge x) [::].
Proof.
move=> le; rewrite (mean_total law_sum (select_sum A) T slate_charge_mean).
have tot : \sum_m mean T (fun h => (count_of m h)%:R) [::] = T%:R.
  rewrite -(mean_sum _ _ xpredT); transitivity (mean T (fun h => (size h)%:R) [::]).
    by apply: (mean_eq law_ge0 (select_ge0 A)) => h; rewrite -natr_sum count_total.
  by rewrite (mean_size _ _ T (fun n _ => n%:R)) (mean_const law_sum (select_sum A)).
rewrite -tot mulr_suml; apply: ler_sum => m _; rewrite mulrC ler_wpmul2r //.
rewrite -[X in X <= _](mean_const law_sum (select_sum A) T 0 [::]).
by apply: (mean_le law_ge0 (select_ge0 A)) => h; rewrite ler0n.
Qed.
End Slates.
