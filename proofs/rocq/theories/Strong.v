(* T4: under strong diversity greedy makes at most n0 + 1/(1 - rhobar) mistakes *)
(* on average, for every n0 with |W| rhobar^n0 <= 1: logarithmic in the class.  *)
(* T5: comparators with full support give strong diversity whatever the users,  *)
(* ties included, hence bounded regret. And strong diversity implies diversity, *)
(* which implies identifiability. Claims: T4, T5, SD => D => G.                 *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Likelihood Deployed Bounded Convergence Exponential.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section Series.
Variable R : realFieldType.

Lemma geometric_le (x : R) n : 0 <= x < 1 -> \sum_(i < n) x ^+ i <= (1 - x)^-1.
Proof.
move=> /andP[x0 x1]; have d : 0 < 1 - x by rewrite subr_gt0.
rewrite -[leRHS]mul1r ler_pdivl_mulr // -opprB mulrN mulrC -subrX1 opprB.
by rewrite ler_subl_addr ler_addl exprn_ge0.
Qed.

(* terms at most 1, and at most w x^t where w x^n0 <= 1 *)
Lemma cut_geometric_le (x w : R) (f : nat -> R) n0 n : 0 <= x < 1 -> w * x ^+ n0 <= 1 ->
  (forall t, f t <= 1) -> (forall t, f t <= w * x ^+ t) ->
  \sum_(t < n) f t <= n0%:R + (1 - x)^-1.
Proof.
move=> x01 wx f1 fw; have /andP[x0 x1] := x01.
have [n_le|n_gt] := leqP n n0.
  apply: (@le_trans _ _ (\sum_(t < n) 1)); first by apply: ler_sum.
  rewrite sumr_const card_ord; apply: ler_paddr; last by rewrite ler_nat.
  by rewrite invr_ge0 subr_ge0 ltW.
rewrite -(subnKC (ltnW n_gt)) big_split_ord /=; apply: ler_add.
  apply: (@le_trans _ _ (\sum_(t < n0) 1)); first by apply: ler_sum.
  by rewrite sumr_const card_ord.
apply: le_trans (geometric_le (n - n0) x01); apply: ler_sum => t _.
by apply: le_trans (fw _) _; rewrite exprD mulrA ler_pimull ?exprn_ge0.
Qed.
End Series.

(* so many rounds that w x^n0 is at most 1 *)
Lemma enough_rounds (R : rcfType) (exp ln : R -> R) (x w : R) n0 : exp_laws exp ln -> 0 < x < 1 -> 0 < w ->
  ln w / ln x^-1 <= n0%:R -> w * x ^+ n0 <= 1.
Proof.
move=> laws /andP[r0 r1] w0 n0_large.
have L0 : 0 < ln x^-1 by rewrite -(ln1 laws) (ltr_ln laws) ?ltr01 ?invr_gt0 // invf_gt1.
rewrite -[leRHS](exp0 laws) -(exp_ln laws w0) -(exp_ln laws r0) -(exp_natmul laws).
rewrite -(exp_add laws) (ler_exp laws) -[ln x]opprK -(lnV laws) // mulrN subr_le0.
by rewrite -ler_pdivr_mulr.
Qed.

Section T4.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (theta : M).
Hypothesis greedyA : greedy_learner K A.
Local Notation W := (wrong K theta).

Section Rate.
Variable rhobar : R.
Hypothesis rate : forall g m, W m -> rho (greedy K g) (K m) (K theta) <= rhobar.

(* every policy greedy may deploy shrinks the ratio of every wrong model *)
Lemma ell_strong m n h : 0 <= rhobar -> W m ->
  expect A (K theta) n (ell (K m) (K theta)) h <= rhobar ^+ n * ell (K m) (K theta) h.
Proof. by move=> r0 w; apply: ell_always => // h' pi /greedyA[g _ ->]; apply: rate. Qed.

Theorem T4_log_class n0 T : 0 <= rhobar < 1 -> #|W|%:R * rhobar ^+ n0 <= 1 ->
  expect A (K theta) T (fun h => (mistakes (K theta) h)%:R) [::] <= n0%:R + (1 - rhobar)^-1.
Proof.
move=> r01 cut; rewrite mistakes_sum; have /andP[r0 _] := r01.
pose f t := expect A (K theta) t (next_mistake A (K theta)) [::].
apply: (cut_geometric_le (f := f) T r01 cut) => t; rewrite /f.
  rewrite -[leRHS](expect_const A (K theta) t 1 [::]).
  by apply: expect_le => h; apply: next_mistake_le1.
apply: (@le_trans _ _ (expect A (K theta) t (fun h => \sum_(m | W m) ell (K m) (K theta) h) [::])).
  by apply: expect_le => h; apply: next_mistake_ell.
rewrite expect_sum mulr_natl -sumr_const; apply: ler_sum => m w.
by have := ell_strong t [::] r0 w; rewrite ell_nil mulr1.
Qed.
End Rate.

(* with logarithms: n0 is any integer from ln |W| / ln (1/rhobar) on *)
Corollary T4_log_class_ln (exp ln : R -> R) (rhobar : R) n0 T : exp_laws exp ln ->
  (forall g m, W m -> rho (greedy K g) (K m) (K theta) <= rhobar) -> 0 < rhobar < 1 ->
  (0 < #|W|)%N -> ln #|W|%:R / ln rhobar^-1 <= n0%:R ->
  expect A (K theta) T (fun h => (mistakes (K theta) h)%:R) [::] <= n0%:R + (1 - rhobar)^-1.
Proof.
move=> laws rate r01 W0 n0_large; have /andP[r0 r1] := r01.
apply: T4_log_class => //; first by rewrite ltW.
by apply: (enough_rounds laws r01) => //; rewrite ltr0n.
Qed.

(* such a rate exists under strong diversity *)
Theorem T4_rate_exists : strongly_diverse K theta -> exists2 rhobar : R, 0 <= rhobar < 1 &
  forall g m, W m -> rho (greedy K g) (K m) (K theta) <= rhobar.
Proof.
move=> SD; pose f (x : M * M) := rho (greedy K x.1) (K x.2) (K theta).
case: (pickP [pred x : M * M | W x.2]) => [x0 w0|none]; last first.
  exists 0 => [|g m w]; first by rewrite lexx ltr01.
  by have := none (g, m); rewrite /= w.
exists (f [arg max_(x > x0 | W x.2) f x]%O) => [|g m w]; case: arg_maxP => //= x w' max.
  by rewrite rho_ge0 SD.
exact: (max (g, m)).
Qed.
End T4.

Section T5.
Variables (R : rcfType) (E : env R).

Section Implications.
Variables (M : Type) (K : class E M).

Theorem T5_strong_implies_diverse : (forall theta, strongly_diverse K theta) -> diverse K.
Proof.
move=> SD a b ag; apply: not_wrong; apply/negP => w.
by have := SD b a a w; rewrite agree_rho // ltxx.
Qed.

Theorem T5_diverse_implies_identifiable : diverse K -> identifiable K.
Proof. by move=> D a b ag; apply: D => c y' k; apply: ag. Qed.

Theorem T5_full_comparators_strong theta :
  full_support E -> full_comparators E -> strongly_diverse K theta.
Proof.
move=> H4 full g m; rewrite /wrong => w; apply: rho_lt1 => // ag.
suff o : optimal (K theta) (greedy K m) by rewrite /Delta (loss_optimal o) ltxx in w.
have same c y : K m c (greedy K g c) - K m c y = K theta c (greedy K g c) - K theta c y.
  by case: (eqVneq y (greedy K g c)) => [->|ne]; [rewrite !subrr | apply/ag/full].
move=> c y; rewrite -ler_opp2 -(ler_add2l (K theta c (greedy K g c))) -!same.
by rewrite ler_add2l ler_opp2; apply: greedyP.
Qed.
End Implications.

(* the benchmark: full comparator support, no diversity asked of the users *)
Theorem T5_benchmark (M : finType) (K : class E M) (A : learner E) theta T :
  full_support E -> full_comparators E -> greedy_learner K A ->
  Regret A (K theta) T
  <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho_own K m theta).
Proof.
move=> H4 full gA; apply: T1_greedy_bounded => //; apply: T5_strong_implies_diverse => theta'.
exact: T5_full_comparators_strong.
Qed.
End T5.
