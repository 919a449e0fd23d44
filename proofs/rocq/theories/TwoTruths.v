(* T24, no constant serves all truths: two models a, b that every comparison    *)
(* tells apart little (affinity at least q), and that disagree by s about what  *)
(* to do in context c0. After t rounds of any learner their laws have affinity  *)
(* at least q^t, so the regrets under a and under b add up to p0 s times the    *)
(* sum of 1 - sqrt(1 - q^(2t)). With q = 1/cosh(sV/2) for two truths on a line. *)
(* [free E]: the same users, but the learner chooses both responses.            *)
(* Claims: T24. exp and ln with the laws of Exponential.v.                      *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential Bhattacharyya TwoPoint Model Basics LogisticLink Likelihood Divergence Necessity.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * A learner that chooses both responses of every comparison *)

Section Free.
Variables (R : rcfType) (E : env R).
Local Notation YY := [finType of response E * response E].

(* deploying the pair [y], to be compared with its second component *)
Definition free_kappa (c : context E) (y z : YY) : R := (z == (y.2, y.2))%:R.

Lemma free_kappa_ge0 c y z : 0 <= free_kappa c y z.
Proof. exact: ler0n. Qed.

Lemma free_kappa_sum c y : \sum_z free_kappa c y z = 1.
Proof. by rewrite (bigD1 (y.2, y.2)) //= /free_kappa eqxx big1 ?addr0 // => z /negPf->. Qed.

Definition free : env R :=
  @Env R (context E) YY (some_response E, some_response E) (@p _ E) (@p_ge0 _ E) (p_sum E)
       free_kappa free_kappa_ge0 free_kappa_sum (link E) (@link_gt0 _ E) (@linkN _ E) (@link_inj _ E).

Lemma short_ge (r : reward E) c y z : r c z - r c y <= shortfall r c y.
Proof. by rewrite ler_add2r best_best. Qed.

(* the learner pays for the first *)
Definition free_reward (r : reward E) : reward free := fun c y => r c y.1.
End Free.

(** * Two models that disagree in one context *)

Section Core.
Variables (R : rcfType) (E : env R) (A : learner E) (a b : reward E) (q : R).
Hypothesis q_ge0 : 0 <= q.
Hypothesis alike : forall c y y', q <= BC E (gap a c y y') (gap b c y y').
Implicit Types (tau : policy E) (h : history E).

Lemma rho_ge tau : q <= rho tau a b.
Proof.
rewrite -[q]mul1r -(p_sum E) mulr_suml; apply: ler_sum => c _; rewrite ler_wpmul2l ?p_ge0 //.
rewrite -[X in X <= _]mul1r -(kappa_sum c (tau c)) mulr_suml; apply: ler_sum => y' _.
by rewrite ler_wpmul2l ?kappa_ge0.
Qed.

Lemma affinity_rounds t : q ^+ t <= affinity (rounds_law A a (t:=t)) (rounds_law A b (t:=t)).
Proof.
elim: t => [|t IH].
  rewrite /affinity (bigD1 [tuple]) //= big1 ?addr0 /rounds_law /= ?mulr1 ?sqrtr1 // => h.
  by move=> /eqP[]; apply: tuple0.
pose f h := Num.sqrt (chance A a h * chance A b h).
rewrite /affinity (big_tupleS _ f) exprSr; apply: (@le_trans _ _ (affinity (rounds_law A a (t:=t)) (rounds_law A b (t:=t)) * q)).
  by rewrite ler_wpmul2r.
rewrite mulr_suml; apply: ler_sum => h _; rewrite sum_round.
have step tau o : f ((tau, o) :: h) = f h * (A h tau * (exposure tau o * Num.sqrt (feedback a tau o * feedback b tau o))).
  rewrite /f /= /law; have e0 : 0 <= A h tau * exposure tau o by rewrite mulr_ge0 ?act_ge0 ?exposure_ge0.
  have c0 : 0 <= chance A a h * chance A b h by rewrite mulr_ge0 ?chance_ge0.
  have alg (x y u e z w : R) : x * (u * (e * z)) * (y * (u * (e * w))) = x * y * ((u * e) ^+ 2 * (z * w)) by ring.
  by rewrite alg (sqrtrM _ c0) (sqrtrM _ (sqr_ge0 _)) sqrtr_sqr ger0_norm // -mulrA.
under eq_bigr => tau _ do under eq_bigr do rewrite step.
under eq_bigr => tau _ do rewrite -!mulr_sumr -rho_outcomes.
rewrite -mulr_sumr /rounds_law -/(f h) ler_wpmul2l ?sqrtr_ge0 //.
rewrite -[X in X <= _]mul1r -(act_sum A h) mulr_suml; apply: ler_sum => tau _.
by rewrite ler_wpmul2l ?act_ge0 ?rho_ge.
Qed.

Variables (c0 : context E) (good : pred (response E)) (s : R).
(* in [c0] the good responses cost [s] under [b], the others under [a] *)
Hypothesis cost_a : forall y, ~~ good y -> s <= shortfall a c0 y.
Hypothesis cost_b : forall y, good y -> s <= shortfall b c0 y.

Definition off h : R := \sum_(tau : policy E | ~~ good (tau c0)) A h tau.

Lemma off_compl h : 1 - off h = \sum_(tau : policy E | good (tau c0)) A h tau.
Proof.
rewrite -(act_sum A h) (bigID (fun tau : policy E => ~~ good (tau c0))) /= addrC addKr.
by apply: eq_bigl => tau; rewrite negbK.
Qed.

Lemma off_cost (r : reward E) (P : pred (policy E)) h : (forall tau, P tau -> s <= shortfall r c0 (tau c0)) ->
  p c0 * (s * \sum_(tau | P tau) A h tau) <= next_loss A r h.
Proof.
move=> cost; apply: (@le_trans _ _ (p c0 * \sum_tau A h tau * shortfall r c0 (tau c0))).
  rewrite ler_wpmul2l ?p_ge0 // [X in _ <= X](bigID P) /= -[X in X <= _]addr0.
  apply: ler_add; last by apply: sumr_ge0 => tau _; rewrite mulr_ge0 ?act_ge0 ?shortfall_ge0.
  by rewrite mulr_sumr; apply: ler_sum => tau Pt; rewrite mulrC ler_wpmul2l ?act_ge0 ?cost.
exact: context_cost.
Qed.

Theorem T24_core T :
  p c0 * s * (\sum_(t < T) (1 - Num.sqrt (1 - q ^+ (2 * t)))) <= Regret A a T + Regret A b T.
Proof.
rewrite !Regret_sum -big_split mulr_sumr; apply: ler_sum => t _ /=.
have [s0 | s0] := lerP 0 s; last first.
  apply: (@le_trans _ _ 0); last by rewrite addr_ge0 // expect_ge0 // => h; apply: next_loss_ge0.
  rewrite mulr_le0_ge0 //; first by rewrite mulr_ge0_le0 ?p_ge0 ?(ltW s0).
  rewrite subr_ge0 -[X in _ <= X]sqrtr1 ler_wsqrtr // ler_subl_addr ler_addl.
  exact: exprn_ge0.
apply: (@le_trans _ _ (p c0 * s * (expect A a t off [::] + expect A b t (fun h => 1 - off h) [::]))).
  rewrite ler_wpmul2l ?mulr_ge0 ?p_ge0 //.
  rewrite !expect_chance.
  apply: le_trans (@L4_two_point_sharp R _ (rounds_law A a (t:=t)) (rounds_law A b (t:=t)) _ _ _ _
    (fun h : t.-tuple (round E) => off h) _ _).
  - apply: one_sub_sqrt_le; rewrite mulnC exprM; apply: ler_expn2r; rewrite ?nnegrE ?exprn_ge0 //.
      exact: affinity_ge0.
    exact: affinity_rounds.
  - by move=> h; apply: chance_ge0.
  - by move=> h; apply: chance_ge0.
  - exact: rounds_law_sum.
  - exact: rounds_law_sum.
  - by move=> h; apply: sumr_ge0 => tau _; apply: act_ge0.
  - by move=> h; rewrite -subr_ge0 off_compl sumr_ge0 // => tau _; apply: act_ge0.
rewrite mulrDr -!expectZ; apply: ler_add; apply: expect_le => h; rewrite -mulrA.
  by apply: off_cost => tau; apply: cost_a.
by rewrite off_compl; apply: off_cost => tau; apply: cost_b.
Qed.

Corollary T24_max T : p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - q ^+ (2 * t))))
  <= Num.max (Regret A a T) (Regret A b T).
Proof.
have two : 0 < 2%:R :> R by rewrite ltr0n.
rewrite -(ler_pmul2l two); apply: (@le_trans _ _ (Regret A a T + Regret A b T)).
  apply: le_trans (T24_core T); rewrite le_eqVlt; apply/orP; left; apply/eqP.
  by move: (\sum_(t < T) _) => x; field.
by rewrite mulr2n mulrDl !mul1r ler_add // le_maxr lexx ?orbT.
Qed.
End Core.

(** * The affinity of two logistic users whose gaps differ by at most w *)

Section Logistic.
Variables (R : rcfType) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Local Notation cosh := (cosh exp).
Local Notation sinh := (sinh exp).

Lemma cosh_ge1 x : 1 <= cosh x.
Proof.
rewrite (cosh_ch laws) /ch -subr_ge0; have u0 := exp_gt0 laws x; move: (exp x) u0 => u u0.
have -> : (u + u^-1) / 2%:R - 1 = (u - 1) ^+ 2 / (2%:R * u) by field; rewrite gt_eqF.
by rewrite divr_ge0 ?sqr_ge0 // mulr_ge0 ?ler0n // ltW.
Qed.

Lemma cosh_sinh x : cosh x ^+ 2 = 1 + sinh x ^+ 2.
Proof.
rewrite (cosh_ch laws) (sinh_sh laws) /ch /sh; have u0 := exp_gt0 laws x; move: (exp x) u0 => u u0.
by field; rewrite gt_eqF.
Qed.

Lemma BC_ge (x y w : R) : `|x - y| <= w -> (cosh (w / 4%:R))^-1 <= logistic_BC exp x y.
Proof.
move=> xy; have c0 z := cosh_gt0 laws z.
have bc0 := ltW (logistic_BC_gt0 laws x y).
rewrite -[X in X <= _]ger0_norm ?invr_ge0 ?(ltW (c0 _)) // -[X in _ <= X]ger0_norm //.
rewrite -!sqrtr_sqr ler_wsqrtr // (logistic_BC_sqr laws) -(L1_cosh laws) exprVn.
have u1 : 1 <= cosh ((x + y) / 4%:R) ^+ 2 by rewrite exprn_ege1 ?cosh_ge1.
have vw : cosh ((x - y) / 4%:R) ^+ 2 <= cosh (w / 4%:R) ^+ 2.
  rewrite ler_expn2r ?nnegrE ?(ltW (c0 _)) // (ler_cosh laws) //.
  by rewrite normrM normfV normr_nat ler_pmul2r ?invr_gt0 ?ltr0n.
have W0 : 0 < cosh (w / 4%:R) ^+ 2 by rewrite exprn_gt0.
move: vw; rewrite cosh_sinh; move: (cosh ((x + y) / 4%:R) ^+ 2) u1 (sinh ((x - y) / 4%:R) ^+ 2) (sqr_ge0 (sinh ((x - y) / 4%:R))).
move: (cosh (w / 4%:R) ^+ 2) W0 => W W0 u u1 v v0 vW.
have u0 : 0 < u := lt_le_trans ltr01 u1.
rewrite ler_pdivl_mulr ?ltr_paddr // mulrC ler_pdivr_mulr //.
apply: (@le_trans _ _ (u * (1 + v))); last by rewrite ler_pmul2l.
by rewrite mulrDr mulr1 ler_add2l ler_pemull.
Qed.

Section Line.
Variables (E : env R) (base v : reward E) (V s0 : R) (c0 : context E) (y1 y2 : response E).
Hypothesis H5 : link E =1 logistic exp.
(* the truths of a line *)
Definition line (s : R) : reward E := fun c y => base c y + s * v c y.
Hypothesis V_ge : forall c y y', `|v c y - v c y'| <= V.
Hypothesis crossing : forall s, `|s| <= s0 -> gap (line s) c0 y1 y2 = s.
Hypothesis others : forall s y, `|s| <= s0 -> y != y1 -> y != y2 ->
  line s c0 y <= line s c0 y1 /\ line s c0 y <= line s c0 y2.

Variable s : R.
Hypothesis s_gt0 : 0 < s.
Hypothesis s_le : s <= s0.

Lemma line_alike c y y' : (cosh (s * V / 2%:R))^-1 <= BC E (gap (line s) c y y') (gap (line (- s)) c y y').
Proof.
rewrite (BC_logistic H5); have -> : s * V / 2%:R = (2%:R * s * V) / 4%:R by field.
apply: BC_ge; rewrite /gap /line.
have -> : base c y + s * v c y - (base c y' + s * v c y') - (base c y + - s * v c y - (base c y' + - s * v c y'))
  = 2%:R * s * (v c y - v c y') by ring.
by rewrite normrM ger0_norm ?mulr_ge0 ?ler0n ?(ltW s_gt0) // ler_wpmul2l // mulr_ge0 ?ler0n // ltW.
Qed.

Let s_norm : `|s| <= s0. Proof. by rewrite gtr0_norm. Qed.
Let ms_norm : `|- s| <= s0. Proof. by rewrite normrN gtr0_norm. Qed.

Lemma line_cost_a y : y != y1 -> s <= shortfall (line s) c0 y.
Proof.
move=> ne; apply: le_trans (short_ge _ _ _ y1).
have e := crossing s_norm; rewrite /gap in e.
have [->|ne2] := eqVneq y y2; first by rewrite e.
have [_ le] := others s_norm ne ne2; rewrite -[X in X <= _]e ler_add2l ler_opp2.
exact: le.
Qed.

Lemma line_cost_b : s <= shortfall (line (- s)) c0 y1.
Proof.
apply: le_trans (short_ge _ _ _ y2); have e := crossing ms_norm; rewrite /gap in e.
by rewrite -opprB e opprK.
Qed.

Let q0 : 0 <= (cosh (s * V / 2%:R))^-1.
Proof. by rewrite invr_ge0 (ltW (cosh_gt0 laws _)). Qed.

Theorem T24_line (A : learner E) T :
  p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - (cosh (s * V / 2%:R))^-1 ^+ (2 * t))))
  <= Num.max (Regret A (line s) T) (Regret A (line (- s)) T).
Proof.
apply: (T24_max A q0 line_alike (good := pred1 y1)) => y /=; first exact: line_cost_a.
by move=> /eqP->; apply: line_cost_b.
Qed.

(* whatever it compares *)
Theorem T24_free (A : learner (free E)) T :
  p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - (cosh (s * V / 2%:R))^-1 ^+ (2 * t))))
  <= Num.max (Regret A (free_reward (line s)) T) (Regret A (free_reward (line (- s))) T).
Proof.
have short r c (y : response (free E)) : shortfall r c y.1 <= shortfall (free_reward r) c y.
  exact: (short_ge (free_reward r) c y (best r c, y.2)).
apply: (T24_max A q0 (fun c y y' => line_alike c y.1 y'.1) (good := fun y => y.1 == y1)) => y /= g.
  by apply: le_trans (short _ _ y); apply: line_cost_a.
by apply: le_trans (short _ _ y); rewrite (eqP g); apply: line_cost_b.
Qed.
End Line.
End Logistic.
