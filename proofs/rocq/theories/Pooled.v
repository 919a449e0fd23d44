(* Not personalising: a learner whose response may depend on the prompt, on the *)
(* history and on chance but not on the user pays in every round at least what  *)
(* the best common policy costs, and this cost is zero only if all who share a  *)
(* prompt share a best response.                                                *)
(* Claims: T19. No axiom, and nothing about the link.                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Pooled.
Variables (R : rcfType) (E : env R) (X : finType) (prompt : context E -> X).
Local Notation C := (context E).
Local Notation Y := (response E).
Implicit Types (r : reward E) (A : learner E) (h : history E) (g : {ffun X -> Y}).

(* the probability that [y] is deployed in [c] *)
Definition deploys A h c y : R := \sum_(pi : policy E | pi c == y) A h pi.

(* the law of the response is the same for all who share a prompt *)
Definition ignores_user A := forall h c c' y,
  prompt c = prompt c' -> deploys A h c y = deploys A h c' y.

(* what a round costs if prompt [x] is always answered by [g x], and the least *)
Definition pooled_loss r g : R := \sum_c p c * shortfall r c (g (prompt c)).
Definition pooled_best r : {ffun X -> Y} :=
  [arg min_(g < [ffun=> some_response E]) pooled_loss r g]%O.
Definition pooled_floor r : R := pooled_loss r (pooled_best r).

Lemma pooled_floor_le r g : pooled_floor r <= pooled_loss r g.
Proof. by rewrite /pooled_floor /pooled_best; case: arg_minP => // g' _; apply. Qed.

Lemma pooled_loss_ge0 r g : 0 <= pooled_loss r g.
Proof. by apply: sumr_ge0 => c _; rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0. Qed.

Lemma deploys_ge0 A h c y : 0 <= deploys A h c y.
Proof. by apply: sumr_ge0 => pi _; apply: act_ge0. Qed.

Lemma deploys_sum A h c : \sum_y deploys A h c y = 1.
Proof. by rewrite -(act_sum A h) (partition_big (fun pi : policy E => pi c) predT). Qed.

Lemma next_loss_deploys A r h :
  next_loss A r h = \sum_c p c * \sum_y deploys A h c y * shortfall r c y.
Proof.
rewrite /next_loss; under eq_bigr do rewrite mulr_sumr.
rewrite exchange_big; apply: eq_bigr => c _ /=.
under eq_bigr do rewrite mulrCA.
rewrite -mulr_sumr; congr (_ * _).
rewrite (partition_big (fun pi : policy E => pi c) predT) //; apply: eq_bigr => y _.
by rewrite mulr_suml; apply: eq_bigr => pi /eqP->.
Qed.

(* what answering [x] by [y] contributes *)
Let cost r x y : R := \sum_(c | prompt c == x) p c * shortfall r c y.

Lemma pooled_round A r h : ignores_user A -> pooled_floor r <= next_loss A r h.
Proof.
move=> same; pose g := [ffun x => [arg min_(y < some_response E) cost r x y]%O].
have g_min x y : cost r x (g x) <= cost r x y.
  by rewrite ffunE; case: arg_minP => // y' _; apply.
apply: le_trans (pooled_floor_le r g) _; rewrite next_loss_deploys /pooled_loss.
rewrite (partition_big prompt predT) //= [leRHS](partition_big prompt predT) //=.
apply: ler_sum => x _; case: (pickP (fun c => prompt c == x)) => [c0 /eqP c0x | none]; last first.
  by rewrite !big_pred0.
have -> : \sum_(c | prompt c == x) p c * (\sum_y deploys A h c y * shortfall r c y)
          = \sum_y deploys A h c0 y * cost r x y.
  under [RHS]eq_bigr do rewrite mulr_sumr.
  rewrite exchange_big; apply: eq_bigr => c /eqP cx; rewrite mulr_sumr; apply: eq_bigr => y _.
  by rewrite mulrCA (same h c c0 y) // cx c0x.
apply: (@le_trans _ _ (cost r x (g x))).
  by apply: ler_sum => c /eqP->.
rewrite -[leLHS]mul1r -(deploys_sum A h c0) mulr_suml; apply: ler_sum => y _.
by rewrite ler_wpmul2l ?deploys_ge0.
Qed.

Theorem T19_bound A r T : ignores_user A -> T%:R * pooled_floor r <= Regret A r T.
Proof.
move=> same; rewrite Regret_sum mulr_natl -[X in _ *+ X]card_ord -sumr_const.
apply: ler_sum => t _; rewrite -[leLHS](expect_const A r t _ [::]).
by apply: expect_le => h; apply: pooled_round.
Qed.

Theorem T19_attained r : exists2 A, ignores_user A & forall T, Regret A r T = T%:R * pooled_floor r.
Proof.
pose pi : policy E := [ffun c => pooled_best r (prompt c)].
have certain h c y : deploys (deterministic (fun=> pi)) h c y = (pi c == y)%:R.
  rewrite /deploys big_mkcond -[RHS](sum_deterministic (fun=> pi) h (fun pi' => (pi' c == y)%:R)).
  by apply: eq_bigr => pi' _; case: (pi' c == y); rewrite ?mulr1 ?mulr0.
exists (deterministic (fun=> pi)) => [h c c' y same | T]; first by rewrite !certain !ffunE same.
rewrite Regret_sum mulr_natl -[X in _ *+ X]card_ord -sumr_const; apply: eq_bigr => t _.
rewrite -[RHS](expect_const (deterministic (fun=> pi)) r t _ [::]); apply: expect_eq => h.
rewrite /next_loss sum_deterministic.
by apply: eq_bigr => c _; rewrite ffunE.
Qed.

Theorem T19_positive r : full_support E ->
  0 < pooled_floor r <->
  exists x, forall y, exists2 c, prompt c = x & ~ best_in r c y.
Proof.
move=> H4; split=> [pos | [x none]].
  have [x noneb] : exists x, [forall y, exists c, (prompt c == x) && (shortfall r c y != 0)].
    apply/existsP; apply: contraTT pos => /existsPn common; rewrite -leNgt.
    have pick1 x : exists y, [forall c, (prompt c == x) ==> (shortfall r c y == 0)].
      have /forallPn[y /existsPn H] := common x; exists y; apply/forallP => c.
      by have := H c; rewrite negb_and negbK implybE.
    pose g := [ffun x => xchoose (pick1 x)].
    apply: le_trans (pooled_floor_le r g) _; rewrite /pooled_loss big1 // => c _.
    have /forallP/(_ c) := xchooseP (pick1 (prompt c)).
    by rewrite eqxx ffunE => /eqP->; rewrite mulr0.
  exists x => y; have /forallP/(_ y)/existsP[c /andP[/eqP cx s]] := noneb.
  by exists c => // /shortfall_eq0 s0; rewrite s0 eqxx in s.
have [c cx bad] := none (pooled_best r x).
rewrite lt_neqAle pooled_loss_ge0 andbT eq_sym; apply/negP.
rewrite psumr_eq0 => [/allP/(_ c (mem_index_enum c))|c' _]; last first.
  by rewrite mulr_ge0 ?p_ge0 ?shortfall_ge0.
by rewrite /= mulf_eq0 gt_eqF //= cx => /eqP/shortfall_eq0.
Qed.

(* with unique optima: iff two who share a prompt differ *)
Theorem T19_unique r : full_support E -> unique_optimum r ->
  0 < pooled_floor r <->
  exists c c', prompt c = prompt c' /\ best r c <> best r c'.
Proof.
move=> H4 H3; rewrite T19_positive //; split=> [[x none] | [c [c' [same differ]]]].
  have [c1 c1x _] := none (some_response E).
  have [c2 c2x bad] := none (best r c1).
  by exists c1, c2; rewrite c1x c2x; split=> // e; apply: bad; rewrite e; apply: best_best.
exists (prompt c) => y; have [e | ne] := eqVneq (best r c) y.
  exists c' => // b'; apply: differ; rewrite e; apply: H3 b' _; exact: best_best.
exists c => // b; case/eqP: ne; apply: H3 _ b; exact: best_best.
Qed.
End Pooled.
