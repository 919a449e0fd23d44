(* Pointwise diversity is not enough for greedy: if the truth theta is exposed   *)
(* by its own policy but a second model g is self-confirming, then every greedy  *)
(* learner, however it breaks ties, has linear regret at theta: an unlucky round *)
(* makes g strictly most likely, and nothing observed afterwards tells them      *)
(* apart. Such classes exist.                                                    *)
(* Claim: T21.                                                                   *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Model Basics Instances.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section T21.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M) (theta g : M).
Hypothesis H4 : full_support E.
Hypothesis two : forall m, m = theta \/ m = g.
Hypothesis self_confirming : agree (greedy K g) (K g) (K theta).
Hypothesis exposed : ~ agree (greedy K theta) (K g) (K theta).

Local Notation Del := (Delta K g theta).
Local Notation f := (regret_of (K theta)).

(* the outcomes that speak for [g] although [theta] is true, and their chance *)
Definition misleading (o : outcome E) :=
  feedback (K theta) (greedy K theta) o < feedback (K g) (greedy K theta) o.
Definition bad_luck : R := \sum_(o | misleading o) law (K theta) (greedy K theta) o.

Lemma bad_luck_gt0 : 0 < bad_luck.
Proof.
have [o [ml l]] : exists o, misleading o /\ 0 < law (K theta) (greedy K theta) o.
  have := introN (agreeP _ _ _) exposed.
  move=> /forallPn[c /forallPn[y']]; rewrite negb_imply => /andP[k ne].
  set x := gap (K g) c _ y' in ne; set t := gap (K theta) c _ y' in ne.
  have pos z : 0 < law (K theta) (greedy K theta) (c, y', z).
    by rewrite /law /= !mulr_gt0 // bern_gt0.
  have [lt | ge] := ltP (link E t) (link E x); first by exists (c, y', true).
  exists (c, y', false); split=> //; rewrite /misleading /= -/x -/t !linkN ltr_add2l ltr_opp2.
  by rewrite lt_neqAle ge andbT; apply: contra ne => /eqP/link_inj->.
rewrite /bad_luck (bigD1 o) //= ltr_paddr // sumr_ge0 // => o' _; exact: law_ge0.
Qed.

Lemma bad_luck_le1 : bad_luck <= 1.
Proof.
rewrite -(law_sum (K theta) (greedy K theta)) [leRHS](bigID misleading) /= ler_addl.
by apply: sumr_ge0 => o _; apply: law_ge0.
Qed.

Variable A : learner E.
Hypothesis greedyA : greedy_learner K A.

(* what is observed under g's policy leaves the likelihood ratio as it is *)
Lemma same_feedback o : 0 < law (K theta) (greedy K g) o ->
  feedback (K g) (greedy K g) o = feedback (K theta) (greedy K g) o.
Proof.
case: o => [[c y'] z]; rewrite /law /= pmulr_lgt0 ?bern_gt0 // => l; rewrite self_confirming //.
by rewrite lt_neqAle kappa_ge0 andbT; apply: contraTneq l => <-; rewrite mulr0 ltxx.
Qed.

Definition stuck h := lik (K theta) h < lik (K g) h.
Definition tied h := lik (K theta) h = lik (K g) h.

Lemma stuck_deploys h pi : stuck h -> 0 < A h pi -> pi = greedy K g.
Proof.
move=> s /greedyA[m ml ->]; case: (two m) ml => -> // /forallP/(_ g).
by rewrite leNgt; move: s; rewrite /stuck => ->.
Qed.

Lemma stuck_next_loss h : stuck h -> next_loss A (K theta) h = Del.
Proof.
move=> s; rewrite -[RHS]mul1r -(act_sum A h) mulr_suml; apply: eq_bigr => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
by rewrite (stuck_deploys s a).
Qed.

Lemma stuck_step h pi o : stuck h -> 0 < A h pi -> 0 < law (K theta) pi o -> stuck ((pi, o) :: h).
Proof.
move=> s a; rewrite (stuck_deploys s a) => l; rewrite /stuck !lik_cons /= same_feedback //.
by rewrite ltr_pmul2l ?feedback_gt0.
Qed.

Lemma stuck_regret n h : stuck h -> f h + n%:R * Del <= expect A (K theta) n f h.
Proof.
move=> s; elim: n => [|n IH]; first by rewrite mul0r addr0.
rewrite expect_regretS -[n.+1]addn1 natrD mulrDl mul1r addrA addrC; apply: ler_add IH.
rewrite -[leLHS](expect_const A (K theta) n _ h); apply: (expect_le_reach (P := stuck)) => //.
  exact: stuck_step.
by move=> h' /stuck_next_loss->.
Qed.

Lemma regret_grows n h : f h <= expect A (K theta) n f h.
Proof.
elim: n => // n IH; rewrite expect_regretS; apply: ler_paddl => //.
by apply: expect_ge0 => h'; apply: next_loss_ge0.
Qed.

Lemma after_loss pi h : \sum_o law (K theta) pi o * f ((pi, o) :: h) = loss (K theta) pi + f h.
Proof.
under eq_bigr do rewrite regret_cons mulrDr.
by rewrite big_split /= mean_round_regret -mulr_suml law_sum mul1r.
Qed.

Lemma tied_regret n h : tied h ->
  f h + n%:R * (bad_luck * Del) <= expect A (K theta) n.+1 f h.
Proof.
have Del0 : 0 <= Del by apply: Delta_ge0.
elim: n h => [|n IH] h tie; first by rewrite mul0r addr0; apply: regret_grows.
rewrite expectS -[leLHS]mul1r -[X in X * _ <= _](act_sum A h) mulr_suml; apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; have [m _ ->] := greedyA a; case: (two m) => -> {m a}; last first.
  apply: (@le_trans _ _ (\sum_o law (K theta) (greedy K g) o *
      (f ((greedy K g, o) :: h) + n%:R * (bad_luck * Del)))).
    under [leRHS]eq_bigr do rewrite mulrDr.
    rewrite big_split /= after_loss -mulr_suml law_sum mul1r -[n.+1]addn1 natrD mulrDl mul1r.
    rewrite addrA addrC addrA ler_add2r ler_add2r.
    by rewrite ler_pimull // bad_luck_le1.
  apply: ler_sum => o _; have := law_ge0 (K theta) (greedy K g) o.
  rewrite le_eqVlt => /predU1P[<-|l]; first by rewrite !mul0r.
  by rewrite ler_pmul2l //; apply: IH; rewrite /tied !lik_cons /= same_feedback // tie.
apply: (@le_trans _ _ (\sum_o law (K theta) (greedy K theta) o *
    (f ((greedy K theta, o) :: h) + (misleading o)%:R * (n.+1%:R * Del)))).
  under [leRHS]eq_bigr do rewrite mulrDr.
  rewrite big_split /= after_loss (loss_optimal (greedyP K theta)) add0r ler_add2l.
  rewrite mulrCA /bad_luck [X in X * _ <= _]big_mkcond mulr_suml; apply: ler_sum => o _.
  by rewrite mulrA; case: (misleading o); rewrite ?mulr1 // mulr0 !mul0r.
apply: ler_sum => o _; rewrite ler_wpmul2l ?law_ge0 //.
case: (boolP (misleading o)) => [mis | _]; last by rewrite mul0r addr0 regret_grows.
rewrite mul1r; apply: stuck_regret; rewrite /stuck !lik_cons /= tie.
by rewrite ltr_pmul2r ?lik_gt0.
Qed.

Theorem T21_linear_regret T : T%:R * (bad_luck * Del) <= Regret A (K theta) T.+1.
Proof.
have := @tied_regret T [::]; rewrite [f _]big_nil add0r; apply.
by rewrite /tied /lik !big_nil.
Qed.
End T21.

Theorem T21_inhabited (R : rcfType) (sigma : R -> R) :
    (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  exists (E : env R) (K : class E bool) (theta : bool) (eps : R),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), diverse_at K theta & 0 < eps] /\
  forall A, greedy_learner K A -> forall T, T%:R * eps <= Regret A (K theta) T.+1.
Proof.
move=> s0 sN s_inj; pose E := two_users s0 sN s_inj (fun=> false).
pose K : class E bool := tastes s0 sN s_inj (fun=> false) (@nobody_or_one R).
have l0 := @nobody_or_one0 R; have H4 : full_support E by apply: two_users_full.
have exposes m : agree (greedy K true) (K true) (K m) -> m = true.
  move=> /(_ true false); rewrite kappa_two_users => /(_ erefl).
  rewrite serves // /gap /= /taste /nobody_or_one ltr01 !subr0 andbT; case: m => // /eqP.
  by rewrite -subr_eq0 opprK -mulr2n (pnatr_eq0 _ 2).
have self : agree (greedy K false) (K false) (K true).
  move=> c y'; rewrite kappa_two_users serves // {1}/nobody_or_one /= ltr_oppr oppr0 ltr10.
  by move=> /eqP->; rewrite /gap !subrr.
have two m : m = true \/ m = false by case: m; [left | right].
exists E, K, true, (bad_luck K true false * Delta K false true); split; last first.
  by move=> A gA T; apply: T21_linear_regret.
split=> //; first exact: tastes_unique.
  by move=> m /exposes->; apply/loss_optimal/(greedyP K).
rewrite mulr_gt0 //; last by apply: (@differ _ _ _ _ _ _ _ l0 _ _ true); rewrite /nobody_or_one /= ltr01 ltr_oppr oppr0 ltr10.
by apply: bad_luck_gt0 => // /agree_sym/exposes.
Qed.
