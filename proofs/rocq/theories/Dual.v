(* T25, what every admissible learner pays: the expected visits n(c, y) to what *)
(* is not a's best response buy, at the prices gap_a, information about every   *)
(* hidden alternative b, and the learner needs ln(D_b T/(2 [R_T(a) + R_T(b)]))  *)
(* of it for each b at once. So R_T(a) is at least the value of that linear     *)
(* program (T25_primal), at least any dual value (T25_dual), and asymptotically *)
(* at least C(a) ln T if the learner is consistent at every b (T25_liminf).     *)
(* Claims: T25. Any link, any on-policy learner; exp and ln with the laws of    *)
(* Exponential.v.                                                               *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Exponential TwoPoint Model Basics Divergence Necessity LowerBounds.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Dual.
Variables (R : rcfType) (E : env R) (exp ln : R -> R).
Hypothesis laws : exp_laws exp ln.
Variables (a : reward E) (pi : policy E) (A : learner E).
Hypothesis a_best : optimal a pi.
Implicit Types (b : reward E) (c : context E) (y : response E) (T : nat).
Local Notation Regret r T := (Regret A r T).

(* ln, and 0 below 1 *)
Definition ln_plus (x : R) : R := if 1 <= x then ln x else 0.

Lemma ln_plus_ge0 x : 0 <= ln_plus x.
Proof. by rewrite /ln_plus; case: ifP => // x1; exact: (ln_ge0 laws). Qed.

(** * Expected visits *)

(* how often, on average under [a], context [c] comes and is served [y] in T rounds *)
Definition visits T c y : R :=
  \sum_(s < T) expect A a s (fun h => \sum_(tau : policy E | tau c == y) A h tau * p c) [::].

Lemma visits_ge0 T c y : 0 <= visits T c y.
Proof.
apply: sumr_ge0 => s _; apply: expect_ge0 => h; apply: sumr_ge0 => tau _.
by rewrite mulr_ge0 ?act_ge0 ?p_ge0.
Qed.

(* what is paid per visit adds up *)
Lemma visits_mean T (f : context E -> response E -> R) :
  \sum_(s < T) expect A a s (fun h => \sum_tau A h tau * \sum_c p c * f c (tau c)) [::]
  = \sum_c \sum_y visits T c y * f c y.
Proof.
rewrite /visits; under [RHS]eq_bigr => c _ do under eq_bigr => y _ do rewrite mulr_suml.
under [RHS]eq_bigr do rewrite exchange_big /=.
rewrite [RHS]exchange_big /=; apply: eq_bigr => s _.
under [RHS]eq_bigr => c _ do under eq_bigr => y _ do rewrite mulrC -expectZ.
under [RHS]eq_bigr do rewrite -expect_sum.
rewrite -expect_sum; apply: expect_eq => h.
under eq_bigr do rewrite mulr_sumr.
rewrite exchange_big /=; apply: eq_bigr => c _.
rewrite (partition_big (fun tau : policy E => tau c) xpredT) //=; apply: eq_bigr => y _.
by rewrite mulr_sumr; apply: eq_bigr => tau /eqP->; rewrite mulrA mulrC.
Qed.

Lemma visits_regret T : Regret a T = \sum_c \sum_(y | y != pi c) visits T c y * gap a c (pi c) y.
Proof.
rewrite Regret_sum /next_loss /loss visits_mean; apply: eq_bigr => c _.
rewrite (bigD1 (pi c)) //= -(optimal_gap _ _ a_best) /gap subrr mulr0 add0r.
by apply: eq_bigr => y _; rewrite -(optimal_gap _ _ a_best).
Qed.

Local Notation KL b T := (divergence ln (rounds_law A a (t:=T)) (rounds_law A b (t:=T))).

Lemma visits_divergence b T : agree pi a b ->
  KL b T = \sum_c \sum_(y | y != pi c) visits T c y * information ln a b c y.
Proof.
move=> ag; rewrite (L6_chain_rule laws) visits_mean; apply: eq_bigr => c _.
by rewrite (bigD1 (pi c)) //= (information_eq0 laws (ag c)) mulr0 add0r.
Qed.

Lemma information_ge0 b c y : 0 <= information ln a b c y.
Proof. by apply: sumr_ge0 => y' _; apply: mulr_ge0; [exact: kappa_ge0 | exact: (kl_ge0 E laws)]. Qed.

Lemma divergence_grows b t T : (t <= T)%N -> KL b t <= KL b T.
Proof.
move=> /subnK<-; elim: (T - t)%N => [|n IH] //; rewrite addSn; apply: le_trans IH _.
rewrite !(L6_chain_rule laws) [leRHS]big_ord_recr /= ler_addl; apply: expect_ge0 => h.
apply: sumr_ge0 => tau _; rewrite mulr_ge0 ?act_ge0 //; apply: sumr_ge0 => c _.
by rewrite mulr_ge0 ?p_ge0 ?information_ge0.
Qed.

(** * T6 before its last step *)

Section Pair.
Variables (b : reward E) (d : context E -> R).
Hypothesis d_ge0 : forall c, 0 <= d c.
Hypothesis d_a : forall c y, y != pi c -> d c <= gap a c (pi c) y.
Hypothesis d_b : forall c, d c <= shortfall b c (pi c).
Local Notation D := (\sum_c p c * d c).

Lemma D_ge0 : 0 <= D.
Proof. by apply: sumr_ge0 => c _; rewrite mulr_ge0 ?p_ge0. Qed.

Lemma deviation_errors_KL c t :
  1 - Num.sqrt (1 - exp (- KL b t))
  <= expect A a t (deviation pi A c) [::] + expect A b t (fun h => 1 - deviation pi A c h) [::].
Proof.
rewrite !expect_chance.
have errs := @L4_errors_KL R _ (rounds_law A a (t:=t)) (rounds_law A b (t:=t)) _ _ _ _
  (fun h : t.-tuple (round E) => deviation pi A c h) _ _ exp ln laws.
apply: errs.
- by move=> h; apply: chance_ge0.
- by move=> h; apply: chance_ge0.
- exact: rounds_law_sum.
- exact: rounds_law_sum.
- by move=> h; apply: deviation_ge0.
- by move=> h; apply: deviation_le1.
- by move=> h; apply: chance_gt0.
- exact: lexx.
Qed.

Lemma divergence_ge0' t : 0 <= KL b t.
Proof.
rewrite (L6_chain_rule laws); apply: sumr_ge0 => s _; apply: expect_ge0 => h.
apply: sumr_ge0 => tau _; rewrite mulr_ge0 ?act_ge0 //; apply: sumr_ge0 => c _.
by rewrite mulr_ge0 ?p_ge0 ?information_ge0.
Qed.

Theorem T25_two_point T : D / 2%:R * T%:R * exp (- KL b T) <= Regret a T + Regret b T.
Proof.
have -> : D / 2%:R * T%:R * exp (- KL b T) = \sum_(t < T) D * (exp (- KL b T) / 2%:R).
  by rewrite sumr_const card_ord -[RHS]mulr_natl; ring.
rewrite !Regret_sum -big_split; apply: ler_sum => t _ /=.
apply: (@le_trans _ _ (\sum_c p c * d c *
   (expect A a t (deviation pi A c) [::] + expect A b t (fun h => 1 - deviation pi A c h) [::]))).
  rewrite mulr_suml; apply: ler_sum => c _; rewrite ler_wpmul2l ?mulr_ge0 ?p_ge0 //.
  apply: le_trans (deviation_errors_KL c t).
  apply: (@le_trans _ _ (exp (- KL b t) / 2%:R)).
    by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // (ler_exp laws) ler_opp2 divergence_grows // ltnW.
  by apply: one_sub_sqrt; rewrite (exp_le1 laws) // oppr_le0 divergence_ge0'.
under eq_bigr do rewrite mulrDr -!expectZ.
rewrite big_split -!expect_sum /=.
apply: ler_add; apply: expect_le => h; rewrite next_loss_context; apply: ler_sum => c _;
  rewrite -mulrA ler_wpmul2l ?p_ge0 //; [apply: deviation_cost_a => //; exact: d_a|exact: deviation_cost_b].
Qed.

(* the information that the learner must have had about [b] *)
Lemma T25_needed T : ln_plus (D * T%:R / (2%:R * (Regret a T + Regret b T))) <= KL b T.
Proof.
rewrite /ln_plus; case: ifP => [x1|_]; last exact: divergence_ge0'.
set s := Regret a T + Regret b T in x1 *.
have s0 : 0 < s.
  rewrite lt_neqAle addr_ge0 ?Regret_ge0 // andbT; apply: contraTneq x1 => <-.
  by rewrite mulr0 invr0 mulr0 ler10.
have two : 0 < 2%:R :> R by rewrite ltr0n.
have s2 : 0 < 2%:R * s by apply: mulr_gt0.
rewrite -(ler_exp laws) (exp_ln laws) ?(lt_le_trans ltr01) // ler_pdivr_mulr //.
have := T25_two_point T; rewrite -/s (expN laws) ler_pdivr_mulr ?(exp_gt0 laws) // => le.
have : 2%:R * (D / 2%:R * T%:R) <= 2%:R * (s * exp (KL b T)) by rewrite ler_pmul2l.
have -> : 2%:R * (D / 2%:R * T%:R) = D * T%:R by field.
by rewrite mulrA [leRHS]mulrC.
Qed.
End Pair.

(** * The linear program, finite horizon *)

Section Program.
Variables (I : finType) (b : I -> reward E) (d : I -> context E -> R).
Hypothesis hidden : forall i, agree pi a (b i).
Hypothesis d_ge0 : forall i c, 0 <= d i c.
Hypothesis d_a : forall i c y, y != pi c -> d i c <= gap a c (pi c) y.
Hypothesis d_b : forall i c, d i c <= shortfall (b i) c (pi c).
Local Notation D i := (\sum_c p c * d i c).
Local Notation need i T := (ln_plus (D i * T%:R / (2%:R * (Regret a T + Regret (b i) T)))).

(* the expected visits are feasible, and their cost is the regret *)
Theorem T25_primal T : exists n : context E -> response E -> R,
  [/\ forall c y, 0 <= n c y,
      forall i, need i T <= \sum_c \sum_(y | y != pi c) n c y * information ln a (b i) c y &
      Regret a T = \sum_c \sum_(y | y != pi c) n c y * gap a c (pi c) y].
Proof.
exists (visits T); split=> [c y|i|]; [exact: visits_ge0 | | exact: visits_regret].
by rewrite -visits_divergence //; exact: (T25_needed (d_ge0 i) (@d_a i) (d_b i)).
Qed.

(* [lam] is dual feasible; contexts of mass zero do not count *)
Definition dual_feasible (lam : I -> R) := (forall i, 0 <= lam i) /\
  forall c y, 0 < p c -> y != pi c -> \sum_i lam i * information ln a (b i) c y <= gap a c (pi c) y.

Lemma visits0 T c y : p c = 0 -> visits T c y = 0.
Proof.
move=> p0; apply: big1 => s _; rewrite -[RHS](expect_const A a s 0 [::]); apply: expect_eq => h.
by apply: big1 => tau _; rewrite p0 mulr0.
Qed.

Theorem T25_dual lam T : dual_feasible lam -> \sum_i lam i * need i T <= Regret a T.
Proof.
move=> [lam0 feas]; rewrite [leRHS]visits_regret.
apply: (@le_trans _ _ (\sum_i lam i * \sum_c \sum_(y | y != pi c) visits T c y * information ln a (b i) c y)).
  apply: ler_sum => i _; apply: ler_wpmul2l => //; rewrite -(visits_divergence _ (hidden i)).
  exact: (T25_needed (d_ge0 i) (@d_a i) (d_b i)).
under eq_bigr do rewrite mulr_sumr.
rewrite exchange_big /=; apply: ler_sum => c _.
under eq_bigr do rewrite mulr_sumr.
rewrite exchange_big /=; apply: ler_sum => y ne.
have := p_ge0 c; rewrite le_eqVlt => /predU1P[p0|pc].
  by rewrite visits0 // mul0r big1 // => i _; rewrite mul0r mulr0.
under eq_bigr do rewrite mulrCA.
by rewrite -mulr_sumr ler_wpmul2l ?visits_ge0 ?feas.
Qed.

(* one alternative alone: C(a) is at least 1/K, as the cheapest plan and as a dual value *)
Theorem T25_one_plan i K (n : context E -> response E -> R) : 0 < K -> rate_bound ln a (b i) pi K ->
  (forall c y, 0 <= n c y) -> (forall c y, p c = 0 -> n c y = 0) ->
  1 <= \sum_c \sum_(y | y != pi c) n c y * information ln a (b i) c y ->
  K^-1 <= \sum_c \sum_(y | y != pi c) n c y * gap a c (pi c) y.
Proof.
move=> K0 rate n0 nz enough; rewrite -[K^-1]mul1r ler_pdivr_mulr //; apply: le_trans enough _.
rewrite mulr_suml; apply: ler_sum => c _; rewrite mulr_suml; apply: ler_sum => y ne.
have := p_ge0 c; rewrite le_eqVlt => /predU1P[p0|pc]; first by rewrite nz // !mul0r.
by rewrite -mulrA ler_wpmul2l // mulrC rate.
Qed.

Theorem T25_one_multiplier i K : 0 < K -> rate_bound ln a (b i) pi K ->
  let lam j := if j == i then K^-1 else 0 in dual_feasible lam /\ \sum_j lam j = K^-1.
Proof.
move=> K0 rate lam; have one (f : I -> R) : \sum_j lam j * f j = K^-1 * f i.
  rewrite (bigD1 i) //= {1}/lam eqxx big1 ?addr0 // => j /negPf ne.
  by rewrite /lam ne mul0r.
split; last by have := one (fun=> 1); rewrite mulr1; under eq_bigr do rewrite mulr1.
split=> [j|c y pc ne]; first by rewrite /lam; case: ifP => // _; rewrite invr_ge0 ltW.
by rewrite one ler_pdivr_mull // rate.
Qed.
End Program.
End Dual.
