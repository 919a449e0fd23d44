(* Every theorem of the development, stated once more from base definitions,     *)
(* with what it assumes. To agree with this file, read Model.v (contexts,        *)
(* responses, comparators, learners, regret, the conditions D, SD, G, D_off),    *)
(* then the statements below; each is proved by the development's own theorem.   *)
(* [exp_laws exp ln] (Exponential.v): exp (x + y) = exp x * exp y, 1 + x <= exp  *)
(* x, 0 < exp x, and exp (ln x) = x for x > 0. Theorems named ..._real have no   *)
(* such hypothesis: exp and ln are those of mathcomp-analysis' real numbers.     *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp Require Import reals sequences exp.
From UserDiversity Require Import Exponential RealExponential Model Basics.
From UserDiversity Require Import Likelihood SharperLog SharperPower Bounded Convergence Strong Trap Exploration.
From UserDiversity Require Import Bhattacharyya LogisticLink BernoulliKL RealBernoulliKL TwoPoint Divergence.
From UserDiversity Require Import LastMistake Horizon Attained SharperOffline Dual DualLimit.
From UserDiversity Require Import NewUser TwoTruths TwoTruthsReal Deployed Nets NetsBounded Score NetsExist Process Slates SlatesRate.
From UserDiversity Require Import Necessity LowerBounds Trichotomy Span Heads FullSupport SpanModel Quantity.
From UserDiversity Require Import Offline OfflineLower Recruiting Pooled Instances Pointwise BaselineTies OverTheReals.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * The link *)

(* the logistic link has the properties that the model asks of a link, and so    *)
(* has some link over any real closed field                                      *)
Theorem L1_logistic_link : forall (R : rcfType) (exp ln : R -> R), exp_laws exp ln ->
  [/\ forall x, 0 < (1 + exp (- x))^-1,
      forall x, (1 + exp (- - x))^-1 = 1 - (1 + exp (- x))^-1 &
      injective (fun x => (1 + exp (- x))^-1)].
Proof. by move=> R exp ln l; split; [exact: logistic_gt0 l | exact: logisticN l | exact: logistic_inj l]. Qed.
Print Assumptions L1_logistic_link.

Theorem T9_link_exists : forall R : rcfType, exists sigma : R -> R,
  [/\ forall x, 0 < sigma x, forall x, sigma (- x) = 1 - sigma x & injective sigma].
Proof. by move=> R; exists (@soft R); split; [exact: soft_gt0 | exact: softN | exact: soft_inj]. Qed.
Print Assumptions T9_link_exists.

Theorem L1_exp_laws_real : forall R : realType, exp_laws (@expR R) (@ln R).
Proof. exact: real_exp_laws. Qed.
Print Assumptions L1_exp_laws_real.

(** * L1-L6 *)

Theorem L1_bhattacharyya : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  let cosh x := (exp x + exp (- x)) / 2%:R in let sinh x := (exp x - exp (- x)) / 2%:R in
  forall a b : R,
  [/\ BC E a b = (Num.sqrt (1 + sinh ((a - b) / 4%:R) ^+ 2 / cosh ((a + b) / 4%:R) ^+ 2))^-1,
      cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2 = cosh (a / 2%:R) * cosh (b / 2%:R),
      BC E a b <= 1 &
      BC E a b = 1 <-> a = b].
Proof.
by move=> R exp ln E l H5 cosh sinh a b; rewrite (BC_logistic H5); split;
   [exact: L1_closed_form l a b | exact: L1_cosh l a b | exact: L1_le1 l a b | exact: L1_eq1 l a b].
Qed.
Print Assumptions L1_bhattacharyya.

Theorem L1_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  let cosh x := (expR x + expR (- x)) / 2%:R in let sinh x := (expR x - expR (- x)) / 2%:R in
  forall a b : R,
  [/\ BC E a b = (Num.sqrt (1 + sinh ((a - b) / 4%:R) ^+ 2 / cosh ((a + b) / 4%:R) ^+ 2))^-1,
      cosh ((a + b) / 4%:R) ^+ 2 + sinh ((a - b) / 4%:R) ^+ 2 = cosh (a / 2%:R) * cosh (b / 2%:R),
      BC E a b <= 1 &
      BC E a b = 1 <-> a = b].
Proof. exact: L1_real. Qed.
Print Assumptions L1_real.

(* 1 + x <= exp x does not give x <= sinh x, which is a hypothesis here *)
Theorem L2_quadratic_bound : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  let cosh x := (exp x + exp (- x)) / 2%:R in let sinh x := (exp x - exp (- x)) / 2%:R in
  (forall x, 0 <= x -> x <= sinh x) ->
  forall a b B : R, `|a| <= B -> `|b| <= B ->
  [/\ (1 - BC E a b ^+ 2) / 2%:R <= 1 - BC E a b,
      (1 - BC E a b ^+ 2) / 2%:R
        = sinh ((a - b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)) / 2%:R &
      (a - b) ^+ 2 / (32%:R * cosh (B / 2%:R) ^+ 2) <= 1 - BC E a b].
Proof.
by move=> R exp ln E l H5 cosh sinh sh a b B aB bB; rewrite (BC_logistic H5); split;
   [exact: half_one_sub_sqr | rewrite (one_sub_BC_sqr l) | exact: L2_quadratic l sh a b B aB bB].
Qed.
Print Assumptions L2_quadratic_bound.

Theorem L2_real : forall (R : realType) (E : env R),
  (forall x, link E x = (1 + expR (- x))^-1) ->
  let cosh x := (expR x + expR (- x)) / 2%:R in let sinh x := (expR x - expR (- x)) / 2%:R in
  forall a b B : R, `|a| <= B -> `|b| <= B ->
  [/\ (1 - BC E a b ^+ 2) / 2%:R <= 1 - BC E a b,
      (1 - BC E a b ^+ 2) / 2%:R
        = sinh ((a - b) / 4%:R) ^+ 2 / (cosh (a / 2%:R) * cosh (b / 2%:R)) / 2%:R &
      (a - b) ^+ 2 / (32%:R * cosh (B / 2%:R) ^+ 2) <= 1 - BC E a b].
Proof. exact: L2_real. Qed.
Print Assumptions L2_real.

Theorem L3_bernoulli_kl : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall a b : R,
  let kl := \sum_z bern E a z * ln (bern E a z / bern E b z) in
  kl = (1 + exp (- a))^-1 * (a - b) - ln (1 + exp a) + ln (1 + exp b) /\ 0 <= kl.
Proof.
by move=> R exp ln E l H5 a b kl; have e := L3_closed_form l H5 a b; split; [exact: e | rewrite /kl [X in 0 <= X]e (L3_ge0 l H5)].
Qed.
Print Assumptions L3_bernoulli_kl.

Theorem L3_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  forall a b : R, \sum_z bern E a z * ln (bern E a z / bern E b z) <= (a - b) ^+ 2 / 8%:R.
Proof. exact: L3_le. Qed.
Print Assumptions L3_real.

Theorem L4_two_point_test : forall (R : rcfType) (O : finType) (P Q : O -> R),
  (forall o, 0 <= P o) -> (forall o, 0 <= Q o) -> \sum_o P o = 1 -> \sum_o Q o = 1 ->
  forall test : O -> R, (forall o, 0 <= test o <= 1) ->
  let bc := \sum_o Num.sqrt (P o * Q o) in
  1 - Num.sqrt (1 - bc ^+ 2) <= \sum_o P o * test o + \sum_o Q o * (1 - test o) /\
  bc ^+ 2 / 2%:R <= 1 - Num.sqrt (1 - bc ^+ 2).
Proof.
move=> R O P Q P0 Q0 P1 Q1 t t01 bc.
by split; [apply: L4_two_point_sharp => // o; case/andP: (t01 o) | apply/one_sub_sqrt/affinity_sqr_le1].
Qed.
Print Assumptions L4_two_point_test.

Theorem L4_kullback_leibler : forall (R : rcfType) (exp ln : R -> R) (O : finType) (P Q : O -> R),
  exp_laws exp ln ->
  (forall o, 0 <= P o) -> \sum_o P o = 1 -> (forall o, 0 < P o -> 0 < Q o) ->
  exp (- \sum_o P o * ln (P o / Q o)) <= (\sum_o Num.sqrt (P o * Q o)) ^+ 2.
Proof. by move=> R exp ln O P Q l P0 P1 PQ; apply: (L4_affinity_KL P0 P1 l PQ). Qed.
Print Assumptions L4_kullback_leibler.

Theorem L4_real : forall (R : realType) (O : finType) (P Q : O -> R),
  (forall o, 0 <= P o) -> (forall o, 0 <= Q o) -> \sum_o P o = 1 -> \sum_o Q o = 1 ->
  (forall o, 0 < P o -> 0 < Q o) ->
  forall test : O -> R, (forall o, 0 <= test o <= 1) ->
  let bc := \sum_o Num.sqrt (P o * Q o) in
  [/\ 1 - Num.sqrt (1 - bc ^+ 2) <= \sum_o P o * test o + \sum_o Q o * (1 - test o),
      bc ^+ 2 / 2%:R <= 1 - Num.sqrt (1 - bc ^+ 2) &
      expR (- \sum_o P o * ln (P o / Q o)) <= bc ^+ 2].
Proof.
move=> R O P Q P0 Q0 P1 Q1 PQ t t01 bc.
split; [by apply: L4_two_point_sharp => // o; case/andP: (t01 o) | exact/one_sub_sqrt/affinity_sqr_le1 |].
exact: (L4_affinity_KL P0 P1 (real_exp_laws R) PQ).
Qed.
Print Assumptions L4_real.

Theorem L5_potential_step : forall (R : rcfType) (E : env R) (r truth : reward E) (pi : policy E) (h : history E),
  \sum_o law truth pi o * ell r truth ((pi, o) :: h) = rho pi r truth * ell r truth h.
Proof. exact: L5_potential_step. Qed.
Print Assumptions L5_potential_step.

Theorem L5_selected : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (m theta : M) (h : history E),
  (forall m', lik (K m') h <= lik (K m) h) -> 1 <= ell (K m) (K theta) h.
Proof. by move=> R E M K m theta h ml; apply: L5_selected; apply/forallP. Qed.
Print Assumptions L5_selected.

(* any exponent lambda in (0, 1) in place of 1/2 *)
Theorem L5_any_exponent : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M) (m theta : M)
  (lambda : R) (pi : policy E) (h : history E),
  exp_laws exp ln ->
  let power h := exp (lambda * ln (lik (K m) h / lik (K theta) h)) in
  \sum_o law (K theta) pi o * power ((pi, o) :: h)
  = (\sum_o exposure pi o * (exp ((1 - lambda) * ln (feedback (K theta) pi o)) * exp (lambda * ln (feedback (K m) pi o))))
    * power h.
Proof. by move=> R exp ln E M K m theta lambda pi h l power; apply: (L5_power K l). Qed.
Print Assumptions L5_any_exponent.

(* so under any learner the root ratio is a supermartingale, at most 1 on average *)
Theorem L5_supermartingale : forall (R : rcfType) (E : env R) (A : learner E) (r truth : reward E),
  (forall n h, expect A truth n (ell r truth) h <= ell r truth h) /\
  forall n, expect A truth n (ell r truth) [::] <= 1.
Proof.
move=> R E A r truth; split=> [n h | n]; first exact: L5_supermartingale.
by apply: le_trans (L5_supermartingale A r truth n [::]) _; rewrite /ell /lik !big_nil divr1 sqrtr1.
Qed.
Print Assumptions L5_supermartingale.

(* the law of the first t rounds, and K of the theory *)
Theorem L6_divergence : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (A : learner E) (a b : reward E) (pi : policy E) (K : R) (t : nat),
  optimal a pi -> agree pi a b ->
  (forall c y, 0 < p c -> y != pi c ->
     \sum_y' kappa c y y' * (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap b c y y') z))
     <= K * gap a c (pi c) y) ->
  \sum_(h : t.-tuple (round E)) chance A a h * ln (chance A a h / chance A b h) <= K * Regret A a t.
Proof. by move=> R exp ln E l A a b pi K t; apply: (L6_divergence l). Qed.
Print Assumptions L6_divergence.

Theorem L6_real : forall (R : realType) (E : env R) (A : learner E) (a b : reward E) (pi : policy E) (K : R) (t : nat),
  optimal a pi -> agree pi a b ->
  (forall c y, 0 < p c -> y != pi c ->
     \sum_y' kappa c y y' * (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap b c y y') z))
     <= K * gap a c (pi c) y) ->
  \sum_(h : t.-tuple (round E)) chance A a h * ln (chance A a h / chance A b h) <= K * Regret A a t.
Proof. by move=> R E A a b pi K t; apply: (L6_divergence (real_exp_laws R)). Qed.
Print Assumptions L6_real.

(** * T1-T5: online, sufficiency *)

Theorem T1_greedy_bounded : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  full_support E -> diverse K -> greedy_learner K A ->
  forall T, Regret A (K theta) T
    <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho (greedy K m) (K m) (K theta)).
Proof. by move=> R E M K A theta H4 D gr T; apply: T1_greedy_bounded. Qed.
Print Assumptions T1_greedy_bounded.

(* from any history: what is still to come *)
Theorem T1_residual : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  full_support E -> diverse K -> greedy_learner K A ->
  forall n (h : history E),
  expect A (K theta) n (regret_of (K theta)) h - regret_of (K theta) h
    <= \sum_(m | wrong K theta m) Delta K m theta * ell (K m) (K theta) h / (1 - rho (greedy K m) (K m) (K theta)).
Proof. by move=> R E M K A theta H4 D gr n h; apply: T1_residual => // m _ b; apply: D. Qed.
Print Assumptions T1_residual.

Theorem T1_selections : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (m theta : M),
  full_support E -> diverse K -> wrong K theta m ->
  forall T, expect A (K theta) T (fun h => (selections K m h)%:R) [::]
    <= (1 - rho (greedy K m) (K m) (K theta))^-1.
Proof. by move=> R E M K A m theta H4 D w T; apply: T1_selections; apply: rho_own_lt1 => // b; apply: D. Qed.
Print Assumptions T1_selections.

(* sharper: Chernoff's exponent, one for every wrong model *)
Theorem T1_any_exponent : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (A : learner E) (theta : M) (lambda : M -> R),
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A -> (forall m, 0 < lambda m < 1) ->
  let rho m := \sum_o exposure (greedy K m) o *
    (exp ((1 - lambda m) * ln (feedback (K theta) (greedy K m) o))
     * exp (lambda m * ln (feedback (K m) (greedy K m) o))) in
  (forall m, wrong K theta m -> rho m < 1) /\
  forall T, Regret A (K theta) T <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho m).
Proof.
move=> R exp ln E M K A theta lambda l H4 D gr l01 rho; split=> [m w | T].
  by apply: (T1_power_lt1 l (l01 m) H4 _ w) => b; apply: D.
exact: (T1_power_regret theta T l H4 D gr l01).
Qed.
Print Assumptions T1_any_exponent.

(* sharper: J, the mean of X - 1 - ln X where the one-round likelihood ratio X >= 1 *)
Theorem T1_logarithmic_potential : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (A : learner E) (theta : M),
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A ->
  let X m o := feedback (K m) (greedy K m) o / feedback (K theta) (greedy K m) o in
  let J m := \sum_o law (K theta) (greedy K m) o * (if 1 <= X m o then X m o - 1 - ln (X m o) else 0) in
  (forall m, wrong K theta m -> 0 < J m /\
     forall T, expect A (K theta) T (fun h => (selections K m h)%:R) [::] <= (J m)^-1) /\
  forall T, Regret A (K theta) T <= \sum_(m | wrong K theta m) Delta K m theta / J m.
Proof.
move=> R exp ln E M K A theta l H4 D gr X J.
have J0 m : wrong K theta m -> 0 < J m by move=> w; apply: (T1_log_positive l H4 _ w) => b; apply: D.
split=> [m w | T]; last exact: (T1_log_regret theta T l H4 D gr).
by split=> [|T]; [exact: J0 | exact: (T1_log_selections l A T (J0 m w))].
Qed.
Print Assumptions T1_logarithmic_potential.

(* sharper: the smaller of the two for every wrong model, with an exponent of its own *)
Theorem T1_sharper : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (A : learner E) (theta : M) (lambda : M -> R),
  exp_laws exp ln -> full_support E -> diverse K -> greedy_learner K A -> (forall m, 0 < lambda m < 1) ->
  let rho m := \sum_o exposure (greedy K m) o *
    (exp ((1 - lambda m) * ln (feedback (K theta) (greedy K m) o))
     * exp (lambda m * ln (feedback (K m) (greedy K m) o))) in
  let X m o := feedback (K m) (greedy K m) o / feedback (K theta) (greedy K m) o in
  let J m := \sum_o law (K theta) (greedy K m) o * (if 1 <= X m o then X m o - 1 - ln (X m o) else 0) in
  forall T, Regret A (K theta) T
    <= \sum_(m | wrong K theta m) Delta K m theta * Num.min (1 - rho m)^-1 (J m)^-1.
Proof.
move=> R exp ln E M K A theta lambda l H4 D gr l01 rho X J T.
exact: (T1_sharper_regret theta T l H4 D gr l01).
Qed.
Print Assumptions T1_sharper.

Theorem T1_greedy_exists : forall (R : rcfType) (E : env R) (M : finType) (K : class E M), M ->
  exists A : learner E, greedy_learner K A.
Proof. exact: greedy_exists. Qed.
Print Assumptions T1_greedy_exists.

Theorem T2_geometric_tail : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (m theta : M) T n,
  expect A (K theta) T (fun h => (n.+1 <= selections K m h)%N%:R) [::] <= rho (greedy K m) (K m) (K theta) ^+ n.
Proof. exact: T2_geometric_tail. Qed.
Print Assumptions T2_geometric_tail.

(* the chance that m is ever selected more than n times: the limit of a growing sequence *)
Theorem T2_infinite_real : forall (R : realType) (E : env R) (M : finType) (K : class E M) (A : learner E) (m theta : M) n,
  let tail T := expect A (K theta) T (fun h => (n.+1 <= selections K m h)%N%:R) [::] in
  exists l : R, [/\ l <= rho (greedy K m) (K m) (K theta) ^+ n,
    forall T, tail T <= tail T.+1, forall T, tail T <= l &
    forall eps, 0 < eps -> exists T0, forall T, (T0 <= T)%N -> l - eps < tail T].
Proof. exact: T2_infinite. Qed.
Print Assumptions T2_infinite_real.

(* the chance of a mistake after s rounds: s/(2|W|) rounded down, s/2 up *)
Theorem T3_exponential_convergence : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  full_support E -> (forall m, unique_optimum (K m)) -> diverse K -> greedy_learner K A ->
  (forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (0 < loss (K theta) pi)%R%:R) [::]
     <= \sum_(m | wrong K theta m)
          (rho (greedy K m) (K m) (K theta) ^+ (s %/ (2 * #|wrong K theta|))
           + rho (greedy K theta) (K m) (K theta) ^+ uphalf s)) /\
  (forall m, wrong K theta m ->
     rho (greedy K m) (K m) (K theta) < 1 /\ rho (greedy K theta) (K m) (K theta) < 1).
Proof.
by move=> R E M K A theta H4 H3 D gr; split=> [s | m w]; [exact: T3_exponential_convergence | exact: T3_bases_below_1].
Qed.
Print Assumptions T3_exponential_convergence.

(* n is of order log(1/eps); from 2 |W| n rounds on the next policy is eps-optimal *)
Theorem T3_epsilon_optimal : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (A : learner E) (theta : M),
  exp_laws exp ln -> full_support E -> unique_optimum (K theta) -> greedy_learner K A ->
  forall (Dmax r eps : R) n s,
  (forall m, wrong K theta m -> [/\ Delta K m theta <= Dmax, rho (greedy K m) (K m) (K theta) <= r &
     rho (greedy K theta) (K m) (K theta) <= r]) ->
  0 < r < 1 -> 0 < eps -> ln (2%:R * #|wrong K theta|%:R * Dmax / eps) / ln r^-1 <= n%:R ->
  (2 * #|wrong K theta| * n <= s)%N ->
  expect A (K theta) s (fun h => \sum_pi A h pi * loss (K theta) pi) [::] <= eps.
Proof.
move=> R exp ln E M K A theta l H4 H3 gr Dmax r eps n s rates r01 e0 enough late.
exact: (T3_epsilon gr H4 H3 l rates r01 e0 enough late).
Qed.
Print Assumptions T3_epsilon_optimal.

(* the latest n of s + n rounds: a mistake after round s, up to any horizon *)
Theorem T3_last_mistake : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  full_support E -> (forall m, unique_optimum (K m)) -> diverse K -> greedy_learner K A ->
  forall s n, expect A (K theta) (s + n) (fun h => (0 < mistakes (K theta) (take n h))%N%:R) [::]
  <= \sum_(m | wrong K theta m)
       ((2 * #|wrong K theta|)%:R * rho (greedy K m) (K m) (K theta) ^+ (s %/ (2 * #|wrong K theta|))
          / (1 - rho (greedy K m) (K m) (K theta))
        + 2%:R * rho (greedy K theta) (K m) (K theta) ^+ uphalf s / (1 - rho (greedy K theta) (K m) (K theta))).
Proof.
move=> R E M K A theta H4 H3 D gr s n; apply: (T3_last_mistake gr H4) => // m w.
exact: T3_bases_below_1.
Qed.
Print Assumptions T3_last_mistake.

Theorem T4_log_class : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  exp_laws exp ln -> greedy_learner K A ->
  forall (rhobar : R) (n0 : nat),
  (forall g m, wrong K theta m -> rho (greedy K g) (K m) (K theta) <= rhobar) -> 0 < rhobar < 1 ->
  (0 < #|wrong K theta|)%N -> ln #|wrong K theta|%:R / ln rhobar^-1 <= n0%:R ->
  forall T, expect A (K theta) T (fun h => (mistakes (K theta) h)%:R) [::] <= n0%:R + (1 - rhobar)^-1.
Proof. by move=> R exp ln E M K A theta l gr r n0 rb r01 W0 n T; apply: (T4_log_class_ln gr T l rb r01 W0 n). Qed.
Print Assumptions T4_log_class.

Theorem T4_round : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M) (rhobar : R),
  greedy_learner K A ->
  (forall g m, wrong K theta m -> rho (greedy K g) (K m) (K theta) <= rhobar) -> 0 <= rhobar ->
  forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (0 < loss (K theta) pi)%R%:R) [::]
    <= Num.min 1 (#|wrong K theta|%:R * rhobar ^+ s).
Proof. by move=> R E M K A theta rhobar gr rate r0 s; apply: T4_round. Qed.
Print Assumptions T4_round.

Theorem T4_rate_exists : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (theta : M),
  strongly_diverse K theta -> exists2 rhobar : R, 0 <= rhobar < 1 &
  forall g m, wrong K theta m -> rho (greedy K g) (K m) (K theta) <= rhobar.
Proof. exact: T4_rate_exists. Qed.
Print Assumptions T4_rate_exists.

Theorem T5_benchmark : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (A : learner E) (theta : M),
  full_support E -> full_comparators E ->
  strongly_diverse K theta /\
  (greedy_learner K A -> forall T, Regret A (K theta) T
     <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho (greedy K m) (K m) (K theta))).
Proof. by move=> R E M K A theta H4 fc; split=> [|gr T]; [exact: T5_full_comparators_strong | exact: T5_benchmark]. Qed.
Print Assumptions T5_benchmark.

Theorem T5_conditions_ordered : forall (R : rcfType) (E : env R) (M : finType) (K : class E M),
  ((forall theta, strongly_diverse K theta) -> diverse K) /\ (diverse K -> identifiable K).
Proof. by move=> R E M K; split; [exact: T5_strong_implies_diverse | exact: T5_diverse_implies_identifiable]. Qed.
Print Assumptions T5_conditions_ordered.

(** * T6-T9: online, necessity *)

(* [rate_bound ln a b pi K] (Divergence.v): one round under a reveals at most K   *)
(* units of information about b for every unit of regret; [exchange_rate] is the  *)
(* least such K, as in L6.                                                        *)
Theorem T6_two_point : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a b : reward E) (pi : policy E) (K : R) (A : learner E),
  optimal a pi -> agree pi a b -> rate_bound ln a b pi K -> 0 <= K ->
  forall (c0 : context E) (da db : R), 0 < da -> 0 < db ->
  (forall y, y != pi c0 -> da <= gap a c0 (pi c0) y) -> db <= shortfall b c0 (pi c0) ->
  forall T,
  p c0 * (\sum_(t < T) (1 - Num.sqrt (1 - exp (- (K * Regret A a t))))) <= Regret A a T / da + Regret A b T / db /\
  p c0 / 2%:R * (\sum_(t < T) exp (- (K * Regret A a t))) <= Regret A a T / da + Regret A b T / db.
Proof.
move=> R exp ln E l a b pi K A opt ag rate K0 c0 da db da0 db0 daP dbP T.
have [sharp half] := T6_two_point l A opt ag rate K0 da0 db0 daP dbP T; split=> //.
by apply: le_trans (le_trans half sharp); rewrite /half_sum mulrAC -mulrA.
Qed.
Print Assumptions T6_two_point.

Theorem T6_all_contexts : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a b : reward E) (pi : policy E) (K : R) (A : learner E),
  optimal a pi -> agree pi a b -> rate_bound ln a b pi K ->
  forall d : context E -> R, (forall c, 0 <= d c) ->
  (forall c y, y != pi c -> d c <= gap a c (pi c) y) -> (forall c, d c <= shortfall b c (pi c)) ->
  forall T, (\sum_c p c * d c) * (\sum_(t < T) (1 - Num.sqrt (1 - exp (- (K * Regret A a t)))))
    <= Regret A a T + Regret A b T.
Proof. by move=> R exp ln E l a b pi K A opt ag rate d d0 da db T; apply: (T6_all_contexts l A opt ag rate T d0 da db). Qed.
Print Assumptions T6_all_contexts.

Theorem T7_logarithmic : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a b : reward E) (pi : policy E) (K : R) (A : learner E),
  optimal a pi -> agree pi a b -> rate_bound ln a b pi K -> 0 <= K ->
  forall (c0 : context E) (da db : R), 0 < da -> 0 < db ->
  (forall y, y != pi c0 -> da <= gap a c0 (pi c0) y) -> db <= shortfall b c0 (pi c0) ->
  forall T, let delta := (da^-1 + db^-1)^-1 in let B := Num.max (Regret A a T) (Regret A b T) in
  [/\ p c0 * delta * T%:R / 2%:R <= B * exp (K * B),
      p c0 * delta * T%:R * (1 - Num.sqrt (1 - exp (- (K * B)))) <= B,
      K = 0 -> p c0 * delta * T%:R <= B &
      forall w, 0 < K -> 0 <= w -> w * exp w = K * (p c0 * delta * T%:R / 2%:R) -> w / K <= B].
Proof.
move=> R exp ln E l a b pi K A opt ag rate K0 c0 da db da0 db0 daP dbP T delta B; split.
- exact: (T7_logarithmic l A opt ag rate K0 da0 db0 daP dbP T).
- exact: (T7_sharp l A opt ag rate K0 da0 db0 daP dbP T).
- exact: (T7_linear l A opt ag rate K0 da0 db0 daP dbP T).
- exact: (T7_lambert l A opt ag rate K0 da0 db0 daP dbP (T := T)).
Qed.
Print Assumptions T7_logarithmic.

(* K = 0 is attained: nothing deployed tells a from b, and one coin a round does it *)
Theorem T7_attained : forall (R : rcfType) (sigma : R -> R),
  (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  forall da db : R, 0 < da -> 0 < db ->
  exists (E : env R) (a b : reward E) (pi : policy E) (c0 : context E),
  [/\ link E = sigma, full_support E, optimal a pi, unique_optimum a & unique_optimum b] /\
  [/\ forall c y y', 0 < kappa c y y' -> gap a c y y' = gap b c y y',
      forall y, y != pi c0 -> gap a c0 (pi c0) y = da, shortfall b c0 (pi c0) = db &
      exists A : learner E, forall T,
        Num.max (Regret A a T) (Regret A b T) = p c0 * (da^-1 + db^-1)^-1 * T%:R].
Proof. by move=> R sigma s0 sN sI da db; apply: T7_attained. Qed.
Print Assumptions T7_attained.

(* for a class: what D, or G, failing costs whoever learns *)
Theorem T7_not_diverse : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M),
  exp_laws exp ln -> (forall m, unique_optimum (K m)) -> ~ diverse K ->
  exists kx : R * R, 0 < kx.1 /\ 0 < kx.2 /\ forall (A : learner E) T, (0 < T)%N ->
  exists theta, (ln T%:R + ln kx.2) / kx.1 <= Regret A (K theta) T.
Proof. by move=> R exp ln E M K l H3 nD; apply: (T7_not_diverse l H3 nD). Qed.
Print Assumptions T7_not_diverse.

Theorem T7_not_identifiable : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M),
  exp_laws exp ln -> (forall m, unique_optimum (K m)) -> ~ identifiable K ->
  exists2 x : R, 0 < x & forall (A : learner E) T, exists theta, x * T%:R <= Regret A (K theta) T.
Proof. by move=> R exp ln E M K l H3 nG; apply: (T7_not_identifiable l H3 nG). Qed.
Print Assumptions T7_not_identifiable.

Theorem T8_admissible : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a b : reward E) (pi : policy E) (K : R) (A : learner E),
  optimal a pi -> agree pi a b -> rate_bound ln a b pi K -> 0 < K ->
  forall (c0 : context E) (da db : R), 0 < p c0 -> 0 < da -> 0 < db ->
  (forall y, y != pi c0 -> da <= gap a c0 (pi c0) y) -> db <= shortfall b c0 (pi c0) ->
  forall C alpha : R, 0 < alpha -> alpha <= 1 ->
  let c := Num.max 0 (ln (2%:R * (C / db + (1 - alpha) / (alpha * K * da)) / p c0)) in
  forall T, (0 < T)%N -> Regret A b T <= C * exp (alpha * ln T%:R) ->
  ((1 - alpha) * ln T%:R - c) / K <= Regret A a T.
Proof.
move=> R exp ln E l a b pi K A opt ag rate K0 c0 da db p0 da0 db0 daP dbP C alpha a0 a1 c T T0 promise.
exact: (T8_admissible l opt ag rate (ltW K0) da0 db0 daP dbP p0 K0 a0 a1 T0 promise).
Qed.
Print Assumptions T8_admissible.

Theorem T8_consistent : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M),
  exp_laws exp ln -> (forall x : R, exists n : nat, x <= n%:R) ->
  (forall m, unique_optimum (K m)) -> ~ diverse K ->
  exists a, exists2 k : R, 0 < k & forall A : learner E,
  (forall theta alpha C, 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A (K theta) T <= C * exp (alpha * ln T%:R)) ->
  forall eps, 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / k <= Regret A (K a) T.
Proof. by move=> R exp ln E M K l arch H3 nD; apply: (T8_not_diverse l H3 arch nD). Qed.
Print Assumptions T8_consistent.

Theorem T8_liminf : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x : R, exists n : nat, x <= n%:R) ->
  forall (a b : reward E) (pi : policy E) (K : R) (A : learner E),
  optimal a pi -> unique_optimum a -> agree pi a b -> 0 < loss b pi -> rate_bound ln a b pi K -> 0 < K ->
  (forall alpha C, 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A b T <= C * exp (alpha * ln T%:R)) ->
  forall eps, 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / K <= Regret A a T.
Proof.
move=> R exp ln E l arch a b pi K A opt uniq ag lost rate K0 cons eps e0 e1.
exact: (T8_liminf l opt uniq ag lost arch K0 rate cons e0 e1).
Qed.
Print Assumptions T8_liminf.

(* where nothing that is ever deployed tells a from b, K = 0: linear *)
Theorem T8_linear : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a b : reward E) (pi : policy E) (A : learner E),
  optimal a pi -> unique_optimum a -> agree pi a b -> 0 < loss b pi -> rate_bound ln a b pi 0 ->
  (forall alpha C, 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A b T <= C * exp (alpha * ln T%:R)) ->
  exists2 x : R, 0 < x & exists T0, forall T, (T0 <= T)%N -> x * T%:R <= Regret A a T.
Proof. by move=> R exp ln E l a b pi A opt uniq ag lost rate cons; apply: (T8_linear l opt uniq ag lost rate cons). Qed.
Print Assumptions T8_linear.

(* such learners exist wherever G holds, consistent at every model at once *)
Theorem T8_consistent_exists : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M),
  exp_laws exp ln -> (forall x : R, exists n : nat, x <= n%:R) -> M -> full_support E -> identifiable K ->
  exists A : learner E, forall theta alpha C, 0 < alpha -> 0 < C ->
  exists T0, forall T, (T0 <= T)%N -> Regret A (K theta) T <= C * exp (alpha * ln T%:R).
Proof. by move=> R exp ln E M K l arch m0 H4 G; apply: (T8_consistent_exists l arch m0 H4 G). Qed.
Print Assumptions T8_consistent_exists.

(* the archimedean hypothesis says that ln T grows without bound *)
Theorem T9_trichotomy : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M),
  exp_laws exp ln -> (forall x : R, exists n : nat, x <= n%:R) ->
  M -> full_support E -> (forall m, unique_optimum (K m)) ->
  let linear := exists2 x : R, 0 < x & forall (A : learner E) T, exists theta, x * T%:R <= Regret A (K theta) T in
  [/\ diverse K <-> (exists (A : learner E) (B : R), forall theta T, Regret A (K theta) T <= B),
      identifiable K /\ ~ diverse K <->
        (exists (A : learner E) (B : R), forall theta T, (0 < T)%N -> Regret A (K theta) T <= B * (1 + ln T%:R)) /\
        (exists x z : R, 0 < x /\ forall (A : learner E) T, (0 < T)%N ->
           exists theta, x * ln T%:R - z <= Regret A (K theta) T),
      ~ identifiable K <-> linear &
      exists B : R, forall (A : learner E) theta T, Regret A (K theta) T <= B * T%:R].
Proof. by move=> R exp ln E M K l arch m0 H4 H3; apply: (T9_trichotomy l arch m0 H3 H4). Qed.
Print Assumptions T9_trichotomy.

Theorem T9_greedy : forall (R : rcfType) (E : env R) (M : finType) (K : class E M),
  full_support E -> diverse K -> exists B : R,
  forall A : learner E, greedy_learner K A -> forall theta T, Regret A (K theta) T <= B.
Proof. by move=> R E M K H4 D; apply: T9_greedy. Qed.
Print Assumptions T9_greedy.

(* each of the three regimes is inhabited, for every link *)
Theorem T9_regimes_inhabited : forall (R : rcfType) (sigma : R -> R),
  (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  [/\ exists (E : env R) (K : class E bool),
        [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), diverse K & exists a b, 0 < Delta K a b],
      exists (E : env R) (K : class E bool),
        [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), identifiable K & ~ diverse K] &
      exists (E : env R) (K : class E bool),
        [/\ link E = sigma, full_support E, forall m, unique_optimum (K m) & ~ identifiable K]].
Proof. by move=> R sigma s0 sN sI; split; [exact: D_inhabited | exact: G_without_D_inhabited | exact: not_G_inhabited]. Qed.
Print Assumptions T9_regimes_inhabited.

(** * T6-T9 over the reals *)

Theorem T6_real : forall (R : realType) (E : env R) (a b : reward E) (pi : policy E),
  optimal a pi -> unique_optimum a -> agree pi a b ->
  forall (c0 : context E) (da db : R), 0 < da -> 0 < db ->
  (forall y, y != pi c0 -> da <= gap a c0 (pi c0) y) -> db <= shortfall b c0 (pi c0) ->
  let K := exchange_rate (@ln R) a b pi in
  forall (A : learner E) T,
  p c0 * (\sum_(t < T) (1 - Num.sqrt (1 - expR (- (K * Regret A a t))))) <= Regret A a T / da + Regret A b T / db /\
  p c0 / 2%:R * (\sum_(t < T) expR (- (K * Regret A a t))) <= Regret A a T / da + Regret A b T / db.
Proof.
move=> R E a b pi opt uniq ag c0 da db da0 db0 daP dbP K A T.
exact: (T6_real opt uniq ag da0 db0 daP dbP A T).
Qed.
Print Assumptions T6_real.

Theorem T7_real : forall (R : realType) (E : env R) (a b : reward E) (pi : policy E),
  optimal a pi -> unique_optimum a -> agree pi a b ->
  forall (c0 : context E) (da db : R), 0 < da -> 0 < db ->
  (forall y, y != pi c0 -> da <= gap a c0 (pi c0) y) -> db <= shortfall b c0 (pi c0) ->
  let K := exchange_rate (@ln R) a b pi in let delta := (da^-1 + db^-1)^-1 in
  forall (A : learner E) T, let B := Num.max (Regret A a T) (Regret A b T) in
  [/\ p c0 * delta * T%:R / 2%:R <= B * expR (K * B),
      p c0 * delta * T%:R * (1 - Num.sqrt (1 - expR (- (K * B)))) <= B &
      K = 0 -> p c0 * delta * T%:R <= B].
Proof.
move=> R E a b pi opt uniq ag c0 da db da0 db0 daP dbP K delta A T B.
exact: (T7_real opt uniq ag da0 db0 daP dbP A T).
Qed.
Print Assumptions T7_real.

(* for a pair: the liminf of Regret / ln T is at least 1/K, and K = 0 makes it linear *)
Theorem T8_real : forall (R : realType) (E : env R) (a b : reward E) (pi : policy E) (A : learner E),
  optimal a pi -> unique_optimum a -> agree pi a b -> 0 < loss b pi ->
  (forall alpha C : R, 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A b T <= C * expR (alpha * ln T%:R)) ->
  let K := exchange_rate (@ln R) a b pi in
  (forall k, 0 < k -> K <= k -> forall eps : R, 0 < eps -> eps <= 1 ->
     exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / k <= Regret A a T) /\
  (K = 0 -> exists2 x : R, 0 < x & exists T0, forall T, (T0 <= T)%N -> x * T%:R <= Regret A a T).
Proof.
move=> R E a b pi A opt uniq ag lost cons K; have rate := exchange_rate_bound (@ln R) b uniq opt.
split=> [k k0 Kk eps e0 e1 | K0].
  apply: (LowerBounds.T8_liminf (real_exp_laws R) opt uniq ag lost (@archimedean_reals R) k0 _ cons e0 e1).
  exact: (rate_bound_le opt uniq Kk rate).
by apply: (LowerBounds.T8_linear (real_exp_laws R) opt uniq ag lost _ cons); rewrite -K0.
Qed.
Print Assumptions T8_real.

Theorem T8_class_real : forall (R : realType) (E : env R) (M : finType) (K : class E M),
  (forall m, unique_optimum (K m)) -> ~ diverse K ->
  exists a, exists2 k : R, 0 < k & forall A : learner E,
  (forall theta (alpha C : R), 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A (K theta) T <= C * expR (alpha * ln T%:R)) ->
  forall eps : R, 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * ln T%:R / k <= Regret A (K a) T.
Proof. by move=> R E M K H3 nD; apply: (T8_not_diverse (real_exp_laws R) H3 (@archimedean_reals R) nD). Qed.
Print Assumptions T8_class_real.

Theorem T8_consistent_exists_real : forall (R : realType) (E : env R) (M : finType) (K : class E M),
  M -> full_support E -> identifiable K ->
  exists A : learner E, forall theta (alpha C : R), 0 < alpha -> 0 < C ->
  exists T0, forall T, (T0 <= T)%N -> Regret A (K theta) T <= C * expR (alpha * ln T%:R).
Proof. by move=> R E M K m0 H4 G; apply: (T8_consistent_exists (real_exp_laws R) (@archimedean_reals R) m0 H4 G). Qed.
Print Assumptions T8_consistent_exists_real.

Theorem T9_real : forall (R : realType) (E : env R) (M : finType) (K : class E M),
  M -> full_support E -> (forall m, unique_optimum (K m)) ->
  let linear := exists2 x : R, 0 < x & forall (A : learner E) T, exists theta, x * T%:R <= Regret A (K theta) T in
  [/\ diverse K <-> (exists (A : learner E) (B : R), forall theta T, Regret A (K theta) T <= B),
      identifiable K /\ ~ diverse K <->
        (exists (A : learner E) (B : R), forall theta T, (0 < T)%N -> Regret A (K theta) T <= B * (1 + ln T%:R)) /\
        (exists x z : R, 0 < x /\ forall (A : learner E) T, (0 < T)%N ->
           exists theta, x * ln T%:R - z <= Regret A (K theta) T),
      ~ identifiable K <-> linear &
      exists B : R, forall (A : learner E) theta T, Regret A (K theta) T <= B * T%:R].
Proof. by move=> R E M K m0 H4 H3; apply: (T9_real H3 m0 H4). Qed.
Print Assumptions T9_real.

(** * T10, T11 *)

Theorem T10_trap : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (a b : M) (A : learner E),
  (forall m, m = a \/ m = b) -> agree (greedy K a) (K a) (K b) ->
  (forall h, (forall m, lik (K m) h <= lik (K a) h) -> A h (greedy K a) = 1) ->
  forall T, Regret A (K b) T = T%:R * Delta K a b.
Proof. by move=> R E M K a b A two ag tie T; apply: T10_trap => // h /forallP; apply: tie. Qed.
Print Assumptions T10_trap.

Theorem T10_learner_exists : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (a : M),
  exists2 A : learner E, greedy_learner K A &
  forall h, (forall m, lik (K m) h <= lik (K a) h) -> A h (greedy K a) = 1.
Proof.
move=> R E M K a; have [A gr ties] := T10_learner_exists K a.
by exists A => // h ml; apply/ties/forallP.
Qed.
Print Assumptions T10_learner_exists.

(* [exploring_learner K budget] (Exploration.v): one response drawn uniformly in  *)
(* round n + 1 iff fewer than [budget n] rounds explored so far, otherwise the    *)
(* policy of a maximum-likelihood model of the exploration rounds alone           *)
Theorem T11_forced_exploration : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (budget : nat -> nat) (A : learner E) (theta : M) (s : R),
  exp_laws exp ln -> exploring_learner K budget A -> 0 <= s ->
  (forall n, s * ln n.+1%:R <= (budget n)%:R < s * ln n.+1%:R + 1) ->
  let mean (f : policy E -> R) := (#|response E|%:R)^-1 * (\sum_y f [ffun=> y]) in
  (forall m, wrong K theta m -> 2%:R <= s * ln (mean (fun pi => rho pi (K m) (K theta)))^-1) ->
  forall T, (0 < T)%N -> Regret A (K theta) T
    <= mean (loss (K theta)) * (s * ln T%:R + 1)
       + (\sum_(t < T) (t.+1%:R ^+ 2)^-1) * (\sum_(m | wrong K theta m) Delta K m theta).
Proof.
move=> R exp ln E M K budget A theta s l exA s0 ceil mean enough T T0.
exact: (T11_forced_exploration l exA s0 ceil enough T0).
Qed.
Print Assumptions T11_forced_exploration.

Theorem T11_affinity_below_one : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (m theta : M),
  full_support E -> identifiable K -> wrong K theta m ->
  (#|response E|%:R)^-1 * (\sum_y rho [ffun=> y] (K m) (K theta)) < 1.
Proof. by move=> R E M K m theta H4 G w; apply: (T11_rho_uniform_lt1 H4 G w). Qed.
Print Assumptions T11_affinity_below_one.

Theorem T11_learner_exists : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) (budget : nat -> nat),
  M -> exists A : learner E, exploring_learner K budget A.
Proof. exact: T11_learner_exists. Qed.
Print Assumptions T11_learner_exists.

(** * T12-T14: offline *)

(* a [training] law is q and beta (Offline.v); [SubOpt D A r] is the mean loss of *)
(* the policy that the rule A deploys after n data                                *)
Theorem T12_max_likelihood : forall (R : rcfType) (E : env R) (D : training E) (M : finType) (K : class E M) (theta : M)
  n (A : rule E n),
  (forall x pi, 0 < A x pi -> exists2 m, (forall m', data_lik (K m') x <= data_lik (K m) x) & pi = greedy K m) ->
  SubOpt D A (K theta) <= \sum_(m | wrong K theta m) Delta K m theta * rho_off D (K m) (K theta) ^+ n /\
  (diverse_offline K D (beta D) -> forall m, wrong K theta m -> rho_off D (K m) (K theta) < 1).
Proof. by move=> R E D M K theta n A ml; split=> [|Doff m w]; [exact: T12_max_likelihood | exact: rho_off_lt1]. Qed.
Print Assumptions T12_max_likelihood.

(* any Chernoff exponent, one for every wrong model *)
Theorem T12_any_exponent : forall (R : rcfType) (exp ln : R -> R) (E : env R) (D : training E) (M : finType) (K : class E M)
  (theta : M) (lambda : M -> R) n (A : rule E n),
  exp_laws exp ln -> (forall m, 0 < lambda m < 1) ->
  (forall x pi, 0 < A x pi -> exists2 m, (forall m', data_lik (K m') x <= data_lik (K m) x) & pi = greedy K m) ->
  let rho m := \sum_o datum_exposure D o *
    (exp ((1 - lambda m) * ln (datum_feedback (K theta) o)) * exp (lambda m * ln (datum_feedback (K m) o))) in
  SubOpt D A (K theta) <= \sum_(m | wrong K theta m) Delta K m theta * rho m ^+ n /\
  (diverse_offline K D (beta D) -> forall m, wrong K theta m -> rho m < 1).
Proof.
move=> R exp ln E D M K theta lambda n A l l01 ml rho; split; first exact: (T12_power D l theta l01 ml).
by move=> Doff m w; apply: (T12_power_lt1 l l01 Doff w).
Qed.
Print Assumptions T12_any_exponent.

Theorem T12_logarithmic : forall (R : rcfType) (exp ln : R -> R) (E : env R) (D : training E) (M : finType) (K : class E M)
  (theta : M) n (A : rule E n) (Dmax rhomax eps : R),
  exp_laws exp ln -> max_likelihood_rule K A ->
  (forall m, wrong K theta m -> Delta K m theta <= Dmax) ->
  (forall m, wrong K theta m -> rho_off D (K m) (K theta) <= rhomax) -> rhomax < 1 -> 0 < eps ->
  ln (#|[pred m | wrong K theta m]|%:R * Dmax / eps) / ln rhomax^-1 <= n%:R ->
  SubOpt D A (K theta) <= eps.
Proof.
move=> R exp ln E D M K theta n A Dmax rhomax eps l ml Dle rle r1 e0 enough.
exact: (T12_logarithmic l ml Dle rle r1 e0 enough).
Qed.
Print Assumptions T12_logarithmic.

Theorem T12_rule_exists : forall (R : rcfType) (E : env R) (M : finType) (K : class E M) n,
  M -> exists A : rule E n, max_likelihood_rule K A.
Proof. by move=> R E M K n m0; apply: max_likelihood_exists. Qed.
Print Assumptions T12_rule_exists.

Theorem T13_lower_bound : forall (R : rcfType) (E : env R) (D : training E) (a b : reward E)
  (c0 : context E) (y0 : response E) (da : R),
  0 < da -> (forall y, y != y0 -> da <= gap a c0 y0 y) -> 0 < shortfall b c0 y0 ->
  let delta := (da^-1 + (shortfall b c0 y0)^-1)^-1 in
  forall n (A : rule E n),
  p c0 * delta * (1 - Num.sqrt (1 - rho_off D a b ^+ (2 * n))) <= Num.max (SubOpt D A a) (SubOpt D A b) /\
  p c0 * delta / 2%:R * rho_off D a b ^+ (2 * n) <= Num.max (SubOpt D A a) (SubOpt D A b).
Proof.
move=> R E D a b c0 y0 da da0 daP db0 delta n A.
by split; [exact: (T13_max _ da0 daP db0) | exact: (T13_exponential _ da0 daP db0)].
Qed.
Print Assumptions T13_lower_bound.

Theorem T13_logarithmic : forall (R : rcfType) (exp ln : R -> R) (E : env R) (D : training E) (a b : reward E)
  (c0 : context E) (y0 : response E) (da : R),
  0 < da -> (forall y, y != y0 -> da <= gap a c0 y0 y) -> 0 < shortfall b c0 y0 ->
  let delta := (da^-1 + (shortfall b c0 y0)^-1)^-1 in
  forall n (A : rule E n) (eps : R), exp_laws exp ln -> 0 < p c0 -> 0 < eps ->
  Num.max (SubOpt D A a) (SubOpt D A b) <= eps ->
  ln (p c0 * delta / (2%:R * eps)) <= (2 * n)%:R * ln (rho_off D a b)^-1.
Proof.
move=> R exp ln E D a b c0 y0 da da0 daP db0 delta n A eps l p0 e0 le.
exact: (T13_logarithmic da0 daP db0 l p0 e0 le).
Qed.
Print Assumptions T13_logarithmic.

Theorem T14_blind : forall (R : rcfType) (E : env R) (D : training E) (a b : reward E)
  (c0 : context E) (y0 : response E) (da : R),
  0 < da -> (forall y, y != y0 -> da <= gap a c0 y0 y) -> 0 < shortfall b c0 y0 ->
  (forall c y y', 0 < D c -> 0 < beta D c y -> 0 < kappa c y y' -> gap a c y y' = gap b c y y') ->
  forall n (A : rule E n),
  p c0 * (da^-1 + (shortfall b c0 y0)^-1)^-1 <= Num.max (SubOpt D A a) (SubOpt D A b).
Proof. by move=> R E D a b c0 y0 da da0 daP db0 ag n A; apply: (T14_blind da0 daP db0 A ag). Qed.
Print Assumptions T14_blind.

Theorem T14_no_data_helps : forall (R : rcfType) (E : env R) (D : training E) (M : Type) (K : class E M) (m m' : M),
  unique_optimum (K m) ->
  (forall c y y', 0 < D c -> 0 < beta D c y -> 0 < kappa c y y' -> gap (K m) c y y' = gap (K m') c y y') ->
  0 < Delta K m m' ->
  exists2 eps, 0 < eps & forall n (A : rule E n), eps <= Num.max (SubOpt D A (K m)) (SubOpt D A (K m')).
Proof. by move=> R E D M K m m' uniq ag lost; apply: T14_no_data_helps. Qed.
Print Assumptions T14_no_data_helps.

(** * T15-T17: the span form *)

(* [dot x y] is the scalar product of row vectors, [span P v] the row space of the *)
(* v i with P i (Span.v)                                                          *)
Theorem T15_span : forall (R : realFieldType) (d : nat) (C Y : finType) (h : C -> Y -> 'rV[R]_d)
  (kappa : C -> Y -> Y -> R) (pi : C -> Y) (theta : 'rV[R]_d),
  let Relevant := span (fun _ : C * (Y * Y) => true) (fun t => h t.1 t.2.1 - h t.1 t.2.2) in
  let Exposed := span (fun t : C * Y => 0 < kappa t.1 (pi t.1) t.2) (fun t => h t.1 (pi t.1) - h t.1 t.2) in
  (forall c y, dot (h c y) theta <= dot (h c (pi c)) theta) ->
  (~ exists lam : 'rV[R]_d,
     (forall c y', 0 < kappa c (pi c) y' ->
        dot (h c (pi c)) lam - dot (h c y') lam = dot (h c (pi c)) theta - dot (h c y') theta) /\
     (exists c y, dot (h c (pi c)) lam < dot (h c y) lam))
  <-> (Relevant == Exposed)%MS.
Proof.
move=> R d C Y h kappa pi theta Relevant Exposed opt; rewrite -(T15_span kappa opt).
by split=> [none lam hid | none [lam hid]]; [apply: none; exists lam | exact: none hid].
Qed.
Print Assumptions T15_span.

(* the adversary: [orth E D] is the component of D orthogonal to the row space E  *)
Theorem T15_adversary : forall (R : realFieldType) (d : nat) (C Y : finType) (h : C -> Y -> 'rV[R]_d)
  (kappa : C -> Y -> Y -> R) (pi : C -> Y) (theta : 'rV[R]_d) (c : C) (y : Y),
  let Exposed := span (fun t : C * Y => 0 < kappa t.1 (pi t.1) t.2) (fun t => h t.1 (pi t.1) - h t.1 t.2) in
  let D := h c (pi c) - h c y in let n := orth Exposed D in
  let gap lam c y y' := dot (h c y) lam - dot (h c y') lam in
  let s0 := gap theta c (pi c) y / dot n n in
  ~~ (D <= Exposed)%MS ->
  [/\ Exposed *m n^T = 0, (D - n <= Exposed)%MS,
      gap (theta - s0 *: n) c (pi c) y = 0 &
      forall s, s0 < s ->
        (forall c' y', 0 < kappa c' (pi c') y' -> gap (theta - s *: n) c' (pi c') y' = gap theta c' (pi c') y') /\
        exists c' y', dot (h c' (pi c')) (theta - s *: n) < dot (h c' y') (theta - s *: n)].
Proof.
move=> R d C Y h kappa pi theta c y Exposed D n gap s0 out; split.
- exact: orth_kill.
- exact: orth_part.
- exact: (@adversary_tie R d C Y h kappa pi theta c y out).
- by move=> s lt; exact: (@adversary_hidden R d C Y h kappa pi theta c y s out lt).
Qed.
Print Assumptions T15_adversary.

(* over any set of parameters, a box or a polyhedron say: a hidden alternative is a  *)
(* strictly negative value of one of these programs (0 is only a tie), and a point   *)
(* with a ray along which the value falls is one, too                                *)
Theorem T15_program : forall (R : realFieldType) (d : nat) (C Y : finType) (h : C -> Y -> 'rV[R]_d)
  (kappa : C -> Y -> Y -> R) (pi : C -> Y) (theta : 'rV[R]_d) (Theta : 'rV[R]_d -> Prop),
  let Exposed := span (fun t : C * Y => 0 < kappa t.1 (pi t.1) t.2) (fun t => h t.1 (pi t.1) - h t.1 t.2) in
  let hidden lam :=
    (forall c y', 0 < kappa c (pi c) y' ->
       dot (h c (pi c)) lam - dot (h c y') lam = dot (h c (pi c)) theta - dot (h c y') theta) /\
    (exists c y, dot (h c (pi c)) lam < dot (h c y) lam) in
  ((exists2 lam, Theta lam & hidden lam) <->
   (exists c y lam, [/\ Theta lam, Exposed *m (lam - theta)^T = 0 & dot (h c (pi c) - h c y) lam < 0])) /\
  (forall lam v c y, Exposed *m (lam - theta)^T = 0 -> Exposed *m v^T = 0 ->
     (forall t, 0 <= t -> Theta (lam + t *: v)) -> dot (h c (pi c) - h c y) v < 0 ->
     exists2 lam', Theta lam' & hidden lam').
Proof.
move=> R d C Y h kappa pi theta Theta Exposed hidden; split; first exact: (@T15_program R d C Y h kappa).
by move=> lam v c y; apply: (@T15_ray R d C Y h kappa).
Qed.
Print Assumptions T15_program.

(* on the model: D at theta over all parameters, and D for any class of them *)
Theorem T15_diverse_at : forall (R : rcfType) (E : env R) (d : nat) (h : context E -> response E -> 'rV[R]_d)
  (K : class E 'rV[R]_d), full_support E -> (forall theta c y, K theta c y = dot (h c y) theta) ->
  forall theta, diverse_at K theta <-> (Rel h == Exp h (@kappa _ E) (greedy K theta))%MS.
Proof. by move=> R E d h K H4 lin theta; apply: (T15_diverse_at (par := id)) => // v; exists v. Qed.
Print Assumptions T15_diverse_at.

Theorem T15_diverse : forall (R : rcfType) (E : env R) (d : nat) (h : context E -> response E -> 'rV[R]_d)
  (M : Type) (K : class E M) (par : M -> 'rV[R]_d), (forall m c y, K m c y = dot (h c y) (par m)) ->
  (forall m, (Rel h == Exp h (@kappa _ E) (greedy K m))%MS) -> diverse K.
Proof. by move=> R E d h M K par lin RE; apply: T15_diverse lin RE. Qed.
Print Assumptions T15_diverse.

(* [product_support user prompt law users prompts]: the contexts of positive law   *)
(* are all pairs of these users and prompts; [connected q beta]: in each training  *)
(* context the compared pairs connect all responses; [features phi prompts]: the   *)
(* span of the feature differences at these prompts (SpanModel.v, Heads.v)         *)
Theorem T16a_diverse_offline : forall (R : rcfType) (E : env R) (U X : finType)
  (user : context E -> U) (prompt : context E -> X) (k d : nat)
  (w : U -> 'rV[R]_k) (phi : X -> response E -> 'rV[R]_d) (K : class E 'M[R]_(k, d)),
  (forall B c y, K B c y = (w (user c) *m B *m (phi (prompt c) y)^T) 0 0) ->
  forall (q : context E -> R) (beta : context E -> response E -> R)
    (train_user target_user : pred U) (train_prompt target_prompt : pred X),
  product_support user prompt q train_user train_prompt ->
  product_support user prompt (@p _ E) target_user target_prompt ->
  connected q beta ->
  features phi target_prompt != 0 -> (features phi target_prompt <= features phi train_prompt)%MS ->
  diverse_offline K q beta <-> (span target_user w <= span train_user w)%MS.
Proof.
move=> R E U X user prompt k d w phi K fac q beta tu tu' tp tp' train target conn F'0 F'F.
exact: (T16a_diverse_offline fac train target conn F'0 F'F).
Qed.
Print Assumptions T16a_diverse_offline.

(* the sentence of the abstract: a perturbation v g^T of the rewards is hidden iff *)
(* orthogonal to every training head, alters a best response iff not orthogonal    *)
(* to some target head, and the heads span iff nothing that alters is hidden       *)
Theorem T16a_literal : forall (R : realFieldType) (k d : nat) (U X Y : finType)
  (w : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d)
  (train_user target_user : pred U) (train_prompt target_prompt : pred X) (compared : U -> X -> rel Y)
  (pol : 'M[R]_(k, d) -> U -> X -> Y),
  let reward B u x y := (w u *m B *m (phi x y)^T) 0 0 in
  let F := features phi train_prompt in let F' := features phi target_prompt in
  let hidden v g := forall B u x y y', train_user u -> train_prompt x -> compared u x y y' ->
    reward (B + v *m g) u x y - reward (B + v *m g) u x y' = reward B u x y - reward B u x y' in
  let alters v g := exists B u x, [/\ target_user u, target_prompt x &
    ~ forall y', reward (B + v *m g) u x y' <= reward (B + v *m g) u x (pol B u x)] in
  (forall B u x y, reward B u x y <= reward B u x (pol B u x)) ->
  (forall u x, train_user u -> train_prompt x ->
     forall y y', connect (fun a b => compared u x a b || compared u x b a) y y') ->
  [/\ forall v (g : 'rV_d), (g <= F)%MS -> g != 0 ->
        (hidden v g <-> forall u, train_user u -> (w u *m v) 0 0 = 0),
      forall v (g : 'rV_d), F' *m g^T != 0 ->
        (alters v g <-> exists2 u, target_user u & (w u *m v) 0 0 != 0) &
      F' != 0 -> (F' <= F)%MS ->
        ((span target_user w <= span train_user w)%MS <->
         forall v (g : 'rV_d), (g <= F)%MS -> F' *m g^T != 0 -> alters v g -> ~ hidden v g)].
Proof.
move=> R k d U X Y w phi tu tu' tp tp' cmp pol reward F F' hidden alters best conn; split.
- by move=> v g gF g0; apply: (T16a_hidden w v conn gF g0).
- by move=> v g F'g; apply: (T16a_alters tu' v best F'g).
- by move=> F'0 F'F; apply: (T16a_literal tu' conn best F'0 F'F).
Qed.
Print Assumptions T16a_literal.

(* every response needs a spanning audience: everything is compared with the       *)
(* baseline y0, whose reward is zero, and B has a free column for every response;  *)
(* [audience pi y]: the contexts c with pi c = y                                   *)
Theorem T16b_baseline : forall (R : rcfType) (E : env R) (k : nat) (w : context E -> 'rV[R]_k) (y0 : response E)
  (K : class E 'M[R]_(k, #|response E|)),
  (forall c y y', kappa c y y' = (y' == y0)%:R) ->
  (forall B c y, K B c y = if y == y0 then 0 else (w c *m B) 0 (enum_rank y)) ->
  full_support E ->
  forall B, diverse_at K B <->
  forall y, y != y0 -> (span (audience (greedy K B) y) w == span xpredT w)%MS.
Proof. by move=> R E k w y0 K base rewE H4 B; apply: (T16b_diverse_at base rewE B H4). Qed.
Print Assumptions T16b_baseline.

(* so over all matrices D fails where ties go to the baseline, unless all heads vanish *)
Theorem T16b_not_diverse : forall (R : rcfType) (E : env R) (k : nat) (w : context E -> 'rV[R]_k) (y0 : response E)
  (K : class E 'M[R]_(k, #|response E|)),
  (forall c y y', kappa c y y' = (y' == y0)%:R) ->
  (forall B c y, K B c y = if y == y0 then 0 else (w c *m B) 0 (enum_rank y)) ->
  full_support E -> (forall c, greedy K 0 c = y0) ->
  forall c y, w c != 0 -> y != y0 -> ~ diverse K.
Proof. by move=> R E k w y0 K base rewE H4 tie c y wc yy; apply: (T16b_not_diverse base rewE H4 wc yy tie). Qed.
Print Assumptions T16b_not_diverse.

(* but where ties go away from the baseline it may hold *)
Theorem T16b_ties_matter : forall (R : rcfType) (sigma : R -> R),
  (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  exists (E : env R) (y0 : response E) (w : context E -> 'rV[R]_1) (K : class E 'M[R]_(1, #|response E|)),
  [/\ full_support E, forall c y y', kappa c y y' = (y' == y0)%:R,
      forall B c y, K B c y = if y == y0 then 0 else (w c *m B) 0 (enum_rank y),
      (exists c y, w c != 0 /\ y != y0) & diverse K].
Proof. exact: T16b_ties_matter. Qed.
Print Assumptions T16b_ties_matter.

(* full support: exposed is all of \sum_x span{w_u : u is seen with x} (x) F_x      *)
Theorem T16c_full_support : forall (R : rcfType) (E : env R) (U X : finType)
  (user : context E -> U) (prompt : context E -> X) (k d : nat) (w : U -> 'rV[R]_k) (phi : X -> response E -> 'rV[R]_d),
  full_comparators E ->
  let seen x := [pred u | [exists c, (user c == u) && (prompt c == x)]] in
  forall pi : policy E,
  (Exp (fun c y => kron (w (user c)) (phi (prompt c) y)) (@kappa _ E) pi
   == \sum_x tensor (span (seen x) w) (features phi (pred1 x)))%MS.
Proof. by move=> R E U X user prompt k d w phi full seen pi; apply: T16c_full_support full. Qed.
Print Assumptions T16c_full_support.

(* G_pi = [gram h pi], the mean of e e^T over the exposed directions e; [g] is of  *)
(* the truth alone, and every policy has a [mu] of its own                         *)
Theorem T17_quadratic : forall (R : rcfType) (exp ln : R -> R) (E : env R) (d : nat)
  (h : context E -> response E -> 'rV[R]_d) (M : finType) (K : class E M) (par : M -> 'rV[R]_d) (B : R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  (forall x, 0 <= x -> x <= (exp x - exp (- x)) / 2%:R) ->
  (forall m c y, K m c y = dot (h c y) (par m)) -> (forall m c y y', `|gap (K m) c y y'| <= B) ->
  let scale := 32%:R * ((exp (B / 2%:R) + exp (- (B / 2%:R))) / 2%:R) ^+ 2 in
  (forall pi m theta,
     ((par m - par theta) *m gram h pi *m (par m - par theta)^T) 0 0 / scale <= 1 - rho pi (K m) (K theta)) /\
  forall (theta : M) (g L : R) (mu : policy E -> R),
  0 < g -> (forall c y, 0 < shortfall (K theta) c y -> g <= shortfall (K theta) c y) ->
  0 < L -> (forall c y y', dot (h c y - h c y') (h c y - h c y') <= L ^+ 2) ->
  let eigenvalue pi := forall x, (x <= Rel h)%MS -> mu pi * dot x x <= (x *m gram h pi *m x^T) 0 0 in
  (forall m, wrong K theta m -> 0 <= mu (greedy K m) -> eigenvalue (greedy K m) ->
     mu (greedy K m) * g ^+ 2 / (L ^+ 2 * scale) <= 1 - rho (greedy K m) (K m) (K theta)) /\
  forall A T, greedy_learner K A ->
  (forall m, wrong K theta m -> 0 < mu (greedy K m) /\ eigenvalue (greedy K m)) ->
  Regret A (K theta) T
    <= \sum_(m | wrong K theta m) Delta K m theta * (L ^+ 2 * scale / (mu (greedy K m) * g ^+ 2)).
Proof.
move=> R exp ln E d h M K par B l H5 sh lin gB scale.
split=> [pi m theta | theta g L mu g0 gP L0 LP].
  exact: (T17_quadratic l sh H5 lin gB).
split=> [m w mu0 eig | A T gr eig].
  exact: (T17_eigenvalue l sh H5 lin gB g0 gP L0 LP mu0 eig w).
exact: (T17_regret l sh H5 lin gB g0 gP L0 LP T gr eig).
Qed.
Print Assumptions T17_quadratic.

Theorem T17_real : forall (R : realType) (E : env R) (d : nat)
  (h : context E -> response E -> 'rV[R]_d) (M : finType) (K : class E M) (par : M -> 'rV[R]_d) (B : R),
  (forall x, link E x = (1 + expR (- x))^-1) ->
  (forall m c y, K m c y = dot (h c y) (par m)) -> (forall m c y y', `|gap (K m) c y y'| <= B) ->
  let scale := 32%:R * ((expR (B / 2%:R) + expR (- (B / 2%:R))) / 2%:R) ^+ 2 in
  (forall pi m theta,
     ((par m - par theta) *m gram h pi *m (par m - par theta)^T) 0 0 / scale <= 1 - rho pi (K m) (K theta)) /\
  forall (theta : M) (g L : R) (mu : policy E -> R),
  0 < g -> (forall c y, 0 < shortfall (K theta) c y -> g <= shortfall (K theta) c y) ->
  0 < L -> (forall c y y', dot (h c y - h c y') (h c y - h c y') <= L ^+ 2) ->
  let eigenvalue pi := forall x, (x <= Rel h)%MS -> mu pi * dot x x <= (x *m gram h pi *m x^T) 0 0 in
  (forall m, wrong K theta m -> 0 <= mu (greedy K m) -> eigenvalue (greedy K m) ->
     mu (greedy K m) * g ^+ 2 / (L ^+ 2 * scale) <= 1 - rho (greedy K m) (K m) (K theta)) /\
  forall A T, greedy_learner K A ->
  (forall m, wrong K theta m -> 0 < mu (greedy K m) /\ eigenvalue (greedy K m)) ->
  Regret A (K theta) T
    <= \sum_(m | wrong K theta m) Delta K m theta * (L ^+ 2 * scale / (mu (greedy K m) * g ^+ 2)).
Proof. by move=> R E d h M K par B H5; apply: T17_quadratic (real_exp_laws R) H5 (@real_sinh_ge R). Qed.
Print Assumptions T17_real.

(* N users drawn independently; q bounds the chance to miss a proper subspace      *)
Theorem T18_recruiting : forall (R : realFieldType) (n : nat) (U : finType) (law : U -> R) (w : U -> 'rV[R]_n) (q : R),
  (forall u, 0 <= law u) -> \sum_u law u = 1 -> 0 <= q <= 1 ->
  let S := span (fun u => 0 < law u) w in
  (forall V : 'M[R]_n, (V <= S)%MS -> (\rank V < \rank S)%N -> q <= \sum_(u | ~~ (w u <= V)%MS) law u) ->
  forall N, \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < \rank S)%N) \prod_(u <- t) law u
    <= \sum_(i < \rank S) 'C(N, i)%:R * q ^+ i * (1 - q) ^+ (N - i).
Proof. by move=> R n U law w q l0 l1 q01 S miss N; apply: T18_recruiting. Qed.
Print Assumptions T18_recruiting.

(* q j bounds the chance to miss a subspace of dimension j; [waits qs N] (Recruiting.v): *)
(* the chance that independent geometric waiting times of chances qs add up to more     *)
(* than N                                                                               *)
Theorem T18_sharper : forall (R : realFieldType) (n : nat) (U : finType) (law : U -> R) (w : U -> 'rV[R]_n) (q : nat -> R),
  (forall u, 0 <= law u) -> \sum_u law u = 1 -> (forall j, 0 <= q j <= 1) ->
  let S := span (fun u => 0 < law u) w in
  (forall V : 'M[R]_n, (V <= S)%MS -> (\rank V < \rank S)%N ->
     q (\rank V) <= \sum_(u | ~~ (w u <= V)%MS) law u) ->
  forall N, \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < \rank S)%N) \prod_(u <- t) law u
    <= waits [seq q j | j <- iota 0 (\rank S)] N.
Proof. by move=> R n U law w q l0 l1 q01 S miss N; apply: T18_sharper. Qed.
Print Assumptions T18_sharper.

(** * T19-T21 *)

(* [ignores_user prompt A]: the law of the response is the same in all contexts    *)
(* that share a prompt; [pooled_floor prompt r]: the least loss, over maps g from  *)
(* prompts to responses, of always answering prompt x by g x (Pooled.v)            *)
Theorem T19_pooled : forall (R : rcfType) (E : env R) (X : finType) (prompt : context E -> X) (r : reward E),
  [/\ forall g : {ffun X -> response E},
        pooled_floor prompt r <= \sum_c p c * shortfall r c (g (prompt c)),
      forall (A : learner E) T,
        (forall h c c' y, prompt c = prompt c' ->
           \sum_(pi : policy E | pi c == y) A h pi = \sum_(pi : policy E | pi c' == y) A h pi) ->
        T%:R * pooled_floor prompt r <= Regret A r T &
      exists2 A : learner E, ignores_user prompt A & forall T, Regret A r T = T%:R * pooled_floor prompt r].
Proof.
by move=> R E X prompt r; split; [exact: pooled_floor_le | move=> A T; exact: T19_bound | exact: T19_attained].
Qed.
Print Assumptions T19_pooled.

Theorem T19_positive : forall (R : rcfType) (E : env R) (X : finType) (prompt : context E -> X) (r : reward E),
  full_support E ->
  (0 < pooled_floor prompt r <-> exists x, forall y, exists2 c, prompt c = x & ~ best_in r c y) /\
  (unique_optimum r ->
     (0 < pooled_floor prompt r <-> exists c c', prompt c = prompt c' /\ best r c <> best r c')).
Proof. by move=> R E X prompt r H4; split=> [|H3]; [exact: T19_positive | exact: T19_unique]. Qed.
Print Assumptions T19_positive.

(* D is not vacuous here: no two models are equal, and each is wrong about the other *)
Theorem T20_weaker_than_full_rank : forall (R : rcfType) (sigma : R -> R),
  (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  exists (E : env R) (d : nat) (K : class E bool) (h : context E -> response E -> 'rV[R]_d) (par : bool -> 'rV[R]_d),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), forall m c y, K m c y = dot (h c y) (par m) &
      diverse K] /\
  [/\ forall a b, a != b -> 0 < Delta K a b,
      forall a b, a != b -> exists c y y', gap (K a) c y y' != gap (K b) c y y' &
      forall m, ~~ row_full (Exp h (@kappa _ E) (greedy K m)) /\
                ~~ (Rel h == Exp h (@kappa _ E) (greedy K m))%MS].
Proof. exact: T20_weaker_than_full_rank. Qed.
Print Assumptions T20_weaker_than_full_rank.

Theorem T20_real : forall R : realType,
  exists (E : env R) (d : nat) (K : class E bool) (h : context E -> response E -> 'rV[R]_d) (par : bool -> 'rV[R]_d),
  [/\ forall x, link E x = (1 + expR (- x))^-1, full_support E, forall m, unique_optimum (K m), forall m c y, K m c y = dot (h c y) (par m) &
      diverse K] /\
  [/\ forall a b, a != b -> 0 < Delta K a b,
      forall a b, a != b -> exists c y y', gap (K a) c y y' != gap (K b) c y y' &
      forall m, ~~ row_full (Exp h (@kappa _ E) (greedy K m)) /\
                ~~ (Rel h == Exp h (@kappa _ E) (greedy K m))%MS].
Proof.
move=> R; have laws := real_exp_laws R.
have [E [d [K [h [par [[e H4 H3 lin D] rest]]]]]] :=
  T20_weaker_than_full_rank (logistic_gt0 laws) (logisticN laws) (logistic_inj laws).
by exists E, d, K, h, par; split=> //; split=> // x; rewrite e.
Qed.
Print Assumptions T20_real.

Theorem T21_pointwise : forall (R : rcfType) (sigma : R -> R),
  (forall x, 0 < sigma x) -> (forall x, sigma (- x) = 1 - sigma x) -> injective sigma ->
  exists (E : env R) (K : class E bool) (theta : bool) (eps : R),
  [/\ link E = sigma, full_support E, forall m, unique_optimum (K m), diverse_at K theta & 0 < eps] /\
  forall A, greedy_learner K A -> forall T, T%:R * eps <= Regret A (K theta) T.+1.
Proof. exact: T21_inhabited. Qed.
Print Assumptions T21_pointwise.

(** * T22-T28 *)

(* a class M of any size, all of whose models optimal for a wrong policy (its closed *)
(* cell) lie within eps, in every gap, of finitely many of them: a net, whose        *)
(* existence is a hypothesis. Greedy deploys a policy that is optimal for some       *)
(* maximum-likelihood model; pi0 is the truth's, J counts the other cells            *)
Theorem T22_net : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E),
  (forall h pi, 0 < A h pi -> exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h) ->
  forall (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M), 0 <= eps ->
  (forall pi i, pi != pi0 -> optimal (K (net pi i)) pi) ->
  (forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, forall c y y',
     `|gap (K m) c y y' - gap (K (net pi i)) c y y'| <= eps) ->
  let N := (\sum_(pi | pi != pi0) card pi)%N in let J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]| in
  forall rhohat rhostar : R, 0 <= rhohat -> 0 <= rhostar ->
  (forall pi m, pi != pi0 -> optimal (K m) pi ->
     rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar) ->
  (forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (pi != pi0)%:R) [::]
     <= N%:R * exp (s%:R * (eps / 2%:R)) * (rhohat ^+ (s %/ (2 * J)) + rhostar ^+ uphalf s)) /\
  forall Dmax : R, optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  let u := exp (J%:R * eps) * rhohat in let w := exp eps * rhostar in u < 1 -> w < 1 ->
  forall T, Regret A (K theta) T
    <= Dmax * (N%:R * (exp (J%:R * eps) * ((2 * J)%:R / (1 - u)) + 2%:R / (1 - w))).
Proof.
move=> R exp ln E l H5 M K theta pi0 A gr eps card net e0 ins cov N J rhohat rhostar h0 s0 rates.
split=> [s | Dmax opt le u w u1 w1 T]; first exact: (T22_round l H5 gr e0 ins cov h0 rates s).
exact: (T22_bounded l H5 gr e0 ins cov h0 s0 rates u1 w1 T opt le).
Qed.
Print Assumptions T22_net.

(* one rate under every policy that may be deployed: strong diversity *)
Theorem T22_strong : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E),
  (forall h pi, 0 < A h pi -> exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h) ->
  forall (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M), 0 <= eps ->
  (forall pi i, pi != pi0 -> optimal (K (net pi i)) pi) ->
  (forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, forall c y y',
     `|gap (K m) c y y' - gap (K (net pi i)) c y y'| <= eps) ->
  let N := (\sum_(pi | pi != pi0) card pi)%N in let J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]| in
  forall rhobar : R, 0 < rhobar < 1 ->
  (forall pi pi' m m', pi != pi0 -> optimal (K m) pi -> optimal (K m') pi' -> rho pi' (K m) (K theta) <= rhobar) ->
  (forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (pi != pi0)%:R) [::]
     <= Num.min 1 (N%:R * exp (s%:R * (eps / 2%:R)) * rhobar ^+ s)) /\
  forall n0 T, eps = ln rhobar^-1 -> (0 < N)%N -> 2%:R * ln N%:R / ln rhobar^-1 <= n0%:R ->
  expect A (K theta) T (fun h => (count (fun x => x.1 != pi0) h)%:R) [::] <= n0%:R + (1 - Num.sqrt rhobar)^-1 /\
  forall Dmax : R, optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  Regret A (K theta) T <= Dmax * (n0%:R + (1 - Num.sqrt rhobar)^-1).
Proof.
move=> R exp ln E l H5 M K theta pi0 A gr eps card net e0 ins cov N J rhobar r01 rate; have /andP[r0 _] := r01.
split=> [s | n0 T epsE N0 enough]; first exact: (T22_round_strong l H5 gr e0 ins cov s (ltW r0) rate).
have wrongs := T22_count l H5 gr e0 ins cov T r01 rate epsE N0 enough; split=> // Dmax opt le.
apply: le_trans (regret_wrongs A T opt le) _; apply: ler_wpmul2l wrongs.
exact: le_trans (loss_ge0 _ pi0) (le pi0).
Qed.
Print Assumptions T22_strong.

Theorem T22_net_real : forall (R : realType) (E : env R),
  (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E),
  (forall h pi, 0 < A h pi -> exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h) ->
  forall (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M), 0 <= eps ->
  (forall pi i, pi != pi0 -> optimal (K (net pi i)) pi) ->
  (forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, forall c y y',
     `|gap (K m) c y y' - gap (K (net pi i)) c y y'| <= eps) ->
  let N := (\sum_(pi | pi != pi0) card pi)%N in let J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]| in
  forall rhohat rhostar : R, 0 <= rhohat -> 0 <= rhostar ->
  (forall pi m, pi != pi0 -> optimal (K m) pi ->
     rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar) ->
  (forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (pi != pi0)%:R) [::]
     <= N%:R * expR (s%:R * (eps / 2%:R)) * (rhohat ^+ (s %/ (2 * J)) + rhostar ^+ uphalf s)) /\
  forall Dmax : R, optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  let u := expR (J%:R * eps) * rhohat in let w := expR eps * rhostar in u < 1 -> w < 1 ->
  forall T, Regret A (K theta) T
    <= Dmax * (N%:R * (expR (J%:R * eps) * ((2 * J)%:R / (1 - u)) + 2%:R / (1 - w))).
Proof. by move=> R E; apply: (T22_net (real_exp_laws R)). Qed.
Print Assumptions T22_net_real.

Theorem T22_strong_real : forall (R : realType) (E : env R),
  (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (M : Type) (K : M -> reward E) (theta : M) (pi0 : policy E) (A : learner E),
  (forall h pi, 0 < A h pi -> exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h) ->
  forall (eps : R) (card : policy E -> nat) (net : forall pi, 'I_(card pi) -> M), 0 <= eps ->
  (forall pi i, pi != pi0 -> optimal (K (net pi i)) pi) ->
  (forall pi m, pi != pi0 -> optimal (K m) pi -> exists i, forall c y y',
     `|gap (K m) c y y' - gap (K (net pi i)) c y y'| <= eps) ->
  let N := (\sum_(pi | pi != pi0) card pi)%N in let J := #|[pred pi | (pi != pi0) && (0 < card pi)%N]| in
  forall rhobar : R, 0 < rhobar < 1 ->
  (forall pi pi' m m', pi != pi0 -> optimal (K m) pi -> optimal (K m') pi' -> rho pi' (K m) (K theta) <= rhobar) ->
  (forall s, expect A (K theta) s (fun h => \sum_pi A h pi * (pi != pi0)%:R) [::]
     <= Num.min 1 (N%:R * expR (s%:R * (eps / 2%:R)) * rhobar ^+ s)) /\
  forall n0 T, eps = ln rhobar^-1 -> (0 < N)%N -> 2%:R * ln N%:R / ln rhobar^-1 <= n0%:R ->
  expect A (K theta) T (fun h => (count (fun x => x.1 != pi0) h)%:R) [::] <= n0%:R + (1 - Num.sqrt rhobar)^-1 /\
  forall Dmax : R, optimal (K theta) pi0 -> (forall pi, loss (K theta) pi <= Dmax) ->
  Regret A (K theta) T <= Dmax * (n0%:R + (1 - Num.sqrt rhobar)^-1).
Proof. by move=> R E; apply: (T22_strong (real_exp_laws R)). Qed.
Print Assumptions T22_strong_real.

(* the score potential, exp <grad ln L(m), m - theta>: [score] (Score.v) multiplies the *)
(* factors of the rounds                                                                *)
Theorem T22_score_step : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall (r truth : reward E) (pi : policy E),
  let factor (o : outcome E) := let: (c, y', z) := o in
    exp ((z%:R - link E (gap r c (pi c) y')) * (gap r c (pi c) y' - gap truth c (pi c) y')) in
  let kl x x' := \sum_z bern E x z * ln (bern E x z / bern E x' z) in
  let rho_kl := \sum_c p c * \sum_y' kappa c (pi c) y' * exp (- kl (gap r c (pi c) y') (gap truth c (pi c) y')) in
  (forall h, \sum_o law truth pi o * score exp r truth ((pi, o) :: h) = rho_kl * score exp r truth h) /\
  (forall o h, score exp r truth ((pi, o) :: h) = factor o * score exp r truth h) /\
  rho_kl <= rho pi r truth.
Proof.
move=> R exp ln E l H5 r truth pi factor kl rho_kl; split; first by move=> h; apply: (T22_score_step l H5 r truth pi h).
by split=> [o h|]; [rewrite /score big_cons | apply: (T22_score_rate l r truth pi)].
Qed.
Print Assumptions T22_score_step.

Theorem T22_score_step_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (r truth : reward E) (pi : policy E),
  let factor (o : outcome E) := let: (c, y', z) := o in
    expR ((z%:R - link E (gap r c (pi c) y')) * (gap r c (pi c) y' - gap truth c (pi c) y')) in
  let kl x x' := \sum_z bern E x z * ln (bern E x z / bern E x' z) in
  let rho_kl := \sum_c p c * \sum_y' kappa c (pi c) y' * expR (- kl (gap r c (pi c) y') (gap truth c (pi c) y')) in
  (forall h, \sum_o law truth pi o * score (@expR R) r truth ((pi, o) :: h) = rho_kl * score (@expR R) r truth h) /\
  (forall o h, score (@expR R) r truth ((pi, o) :: h) = factor o * score (@expR R) r truth h) /\
  rho_kl <= rho pi r truth.
Proof. by move=> R E; apply: (T22_score_step (real_exp_laws R)). Qed.
Print Assumptions T22_score_step_real.

(* linear rewards, bounded parameters: nets of every size exist, so greedy is bounded, *)
(* one bound for every horizon and every way to break ties                             *)
Theorem T22_linear_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (d : nat) (h : context E -> response E -> 'rV[R]_d) (M : Type) (K : M -> reward E) (par : M -> 'rV[R]_d) (B : R),
  (forall m c y, K m c y = dot (h c y) (par m)) -> (forall m i, `|par m 0 i| <= B) ->
  forall (theta : M) (pi0 : policy E) (rhohat rhostar : R), optimal (K theta) pi0 ->
  0 <= rhohat < 1 -> 0 <= rhostar < 1 ->
  (forall pi m, pi != pi0 -> optimal (K m) pi ->
     rho pi (K m) (K theta) <= rhohat /\ rho pi0 (K m) (K theta) <= rhostar) ->
  exists bound : R, forall A : learner E,
  (forall h pi, 0 < A h pi -> exists2 m, optimal (K m) pi & forall m', lik (K m') h <= lik (K m) h) ->
  forall T, Regret A (K theta) T <= bound.
Proof.
move=> R E H5 d h M K par B lin bd theta pi0 rhohat rhostar opt h01 s01 rates.
exact: (T22_linear_bounded lin bd H5 opt h01 s01 rates).
Qed.
Print Assumptions T22_linear_real.

(* truths on a line that crosses a decision boundary: in c0, y1 is better than y2   *)
(* by s; [free E] and [free_reward] (TwoTruths.v): the learner chooses both         *)
(* responses of every comparison, and pays for the first                            *)
Theorem T24_two_points : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall (base v : reward E) (V s0 : R) (c0 : context E) (y1 y2 : response E),
  (forall c y y', `|v c y - v c y'| <= V) ->
  let truth s : reward E := fun c y => base c y + s * v c y in
  (forall s, `|s| <= s0 -> gap (truth s) c0 y1 y2 = s) ->
  (forall s y, `|s| <= s0 -> y != y1 -> y != y2 -> truth s c0 y <= truth s c0 y1 /\ truth s c0 y <= truth s c0 y2) ->
  let cosh x := (exp x + exp (- x)) / 2%:R in
  forall (s : R) T, 0 < s -> s <= s0 ->
  let bound := p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - (cosh (s * V / 2%:R))^-1 ^+ (2 * t)))) in
  (forall A : learner E, bound <= Num.max (Regret A (truth s) T) (Regret A (truth (- s)) T)) /\
  (forall A : learner (free E),
     bound <= Num.max (Regret A (free_reward (truth s)) T) (Regret A (free_reward (truth (- s))) T)).
Proof.
move=> R exp ln E l H5 base v V s0 c0 y1 y2 Vge truth cross others cosh s T s_gt0 s_le bound.
by split=> A; [exact: (T24_line l H5 Vge cross others s_gt0 s_le A T) | exact: (T24_free l H5 Vge cross others s_gt0 s_le A T)].
Qed.
Print Assumptions T24_two_points.

Theorem T24_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (base v : reward E) (V s0 : R) (c0 : context E) (y1 y2 : response E),
  (forall c y y', `|v c y - v c y'| <= V) ->
  let truth s : reward E := fun c y => base c y + s * v c y in
  (forall s, `|s| <= s0 -> gap (truth s) c0 y1 y2 = s) ->
  (forall s y, `|s| <= s0 -> y != y1 -> y != y2 -> truth s c0 y <= truth s c0 y1 /\ truth s c0 y <= truth s c0 y2) ->
  0 < V ->
  let cosh x := (expR x + expR (- x)) / 2%:R in
  (forall (s : R) T, 0 < s -> s <= s0 ->
   let bound := p c0 * s / 2%:R * (\sum_(t < T) (1 - Num.sqrt (1 - (cosh (s * V / 2%:R))^-1 ^+ (2 * t)))) in
   [/\ p c0 * s / 4%:R * (\sum_(t < T) expR (- (t%:R * (s ^+ 2 * V ^+ 2 / 4%:R)))) <= bound,
       forall A : learner E, bound <= Num.max (Regret A (truth s) T) (Regret A (truth (- s)) T) &
       forall A : learner (free E),
         bound <= Num.max (Regret A (free_reward (truth s)) T) (Regret A (free_reward (truth (- s))) T)]) /\
  forall T, 0 < s0 -> 4%:R / (V * s0) ^+ 2 <= T%:R ->
  let root := (1 - expR (- 1)) * p c0 * Num.sqrt T%:R / (2%:R * V) in
  (forall A : learner E, exists2 s, `|s| <= s0 & root <= Regret A (truth s) T) /\
  (forall A : learner (free E), exists2 s, `|s| <= s0 & root <= Regret A (free_reward (truth s)) T).
Proof.
move=> R E H5 base v V s0 c0 y1 y2 Vge truth cross others V0 cosh; have l := real_exp_laws R.
split=> [s T s_gt0 s_le bound | T s00 big root].
  split=> [|A|A]; first exact: (sharp_to_exp H5).
    exact: (T24_line l H5 Vge cross others s_gt0 s_le A T).
  exact: (T24_free l H5 Vge cross others s_gt0 s_le A T).
split=> A; first exact: (T24_root H5 V0 Vge cross others A s00 big).
exact: (T24_root_free H5 V0 Vge cross others A s00 big).
Qed.
Print Assumptions T24_real.

(* the b i are hidden alternatives of a, and d i c is at most what a mistake in c   *)
(* costs under a and under b i alike; the expected visits n are feasible for the    *)
(* program whose value is what the regret buys, and lam is dual feasible            *)
Theorem T25_finite : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a : reward E) (pi : policy E) (A : learner E), optimal a pi ->
  forall (I : finType) (b : I -> reward E) (d : I -> context E -> R), (forall i, agree pi a (b i)) ->
  (forall i c, 0 <= d i c) -> (forall i c y, y != pi c -> d i c <= gap a c (pi c) y) ->
  (forall i c, d i c <= shortfall (b i) c (pi c)) ->
  let D i := \sum_c p c * d i c in let ln_plus x := if 1 <= x then ln x else 0 in
  let information i c y := \sum_y' kappa c y y' *
    (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap (b i) c y y') z)) in
  forall T, let need i := ln_plus (D i * T%:R / (2%:R * (Regret A a T + Regret A (b i) T))) in
  (exists n : context E -> response E -> R,
     [/\ forall c y, 0 <= n c y,
         forall i, need i <= \sum_c \sum_(y | y != pi c) n c y * information i c y &
         Regret A a T = \sum_c \sum_(y | y != pi c) n c y * gap a c (pi c) y]) /\
  forall lam : I -> R, (forall i, 0 <= lam i) ->
  (forall c y, 0 < p c -> y != pi c -> \sum_i lam i * information i c y <= gap a c (pi c) y) ->
  \sum_i lam i * need i <= Regret A a T.
Proof.
move=> R exp ln E l a pi A opt I b d ag d0 da db D lnp info T need; split.
  exact: (T25_primal l A opt ag d0 da db T).
by move=> lam lam0 feas; apply: (T25_dual l A opt ag d0 da db T (conj lam0 feas)).
Qed.
Print Assumptions T25_finite.

(* C(a) is at least 1/K_i for every alternative: no plan that tells b i from a costs   *)
(* less, and a dual feasible lam has this value; [rate_bound] is that of T6            *)
Theorem T25_constant : forall (R : rcfType) (exp ln : R -> R) (E : env R), exp_laws exp ln ->
  forall (a : reward E) (pi : policy E) (I : finType) (b : I -> reward E) (i : I) (K : R),
  0 < K -> rate_bound ln a (b i) pi K ->
  let information i c y := \sum_y' kappa c y y' *
    (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap (b i) c y y') z)) in
  (forall n : context E -> response E -> R,
     (forall c y, 0 <= n c y) -> (forall c y, p c = 0 -> n c y = 0) ->
     1 <= \sum_c \sum_(y | y != pi c) n c y * information i c y ->
     K^-1 <= \sum_c \sum_(y | y != pi c) n c y * gap a c (pi c) y) /\
  exists lam : I -> R, [/\ forall j, 0 <= lam j,
    forall c y, 0 < p c -> y != pi c -> \sum_j lam j * information j c y <= gap a c (pi c) y &
    \sum_j lam j = K^-1].
Proof.
move=> R exp ln E l a pi I b i K K0 rate info; split; first by move=> n; apply: (T25_one_plan K0 rate).
by have [[lam0 feas] sum] := T25_one_multiplier K0 rate; eexists; split; [exact: lam0 | exact: feas | exact: sum].
Qed.
Print Assumptions T25_constant.

(* liminf Regret / ln T is at least the sum of lam, for every dual feasible lam *)
Theorem T25_limit : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x : R, exists n : nat, x <= n%:R) ->
  forall (a : reward E) (pi : policy E) (A : learner E), optimal a pi -> unique_optimum a ->
  forall (I : finType) (b : I -> reward E), (forall i, agree pi a (b i)) -> (forall i, 0 < loss (b i) pi) ->
  (forall i (alpha C : R), 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A (b i) T <= C * exp (alpha * ln T%:R)) ->
  let information i c y := \sum_y' kappa c y y' *
    (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap (b i) c y y') z)) in
  forall lam : I -> R, (forall i, 0 <= lam i) ->
  (forall c y, 0 < p c -> y != pi c -> \sum_i lam i * information i c y <= gap a c (pi c) y) ->
  forall eps : R, 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * (\sum_i lam i) * ln T%:R <= Regret A a T.
Proof.
move=> R exp ln E l arch a pi A opt uniq I b ag lost cons info lam lam0 feas eps e0 e1.
exact: (T25_liminf l arch opt uniq ag lost cons (conj lam0 feas) e0 e1).
Qed.
Print Assumptions T25_limit.

Theorem T25_finite_real : forall (R : realType) (E : env R),
  forall (a : reward E) (pi : policy E) (A : learner E), optimal a pi ->
  forall (I : finType) (b : I -> reward E) (d : I -> context E -> R), (forall i, agree pi a (b i)) ->
  (forall i c, 0 <= d i c) -> (forall i c y, y != pi c -> d i c <= gap a c (pi c) y) ->
  (forall i c, d i c <= shortfall (b i) c (pi c)) ->
  let D i := \sum_c p c * d i c in let ln_plus x := if 1 <= x then ln x else 0 in
  let information i c y := \sum_y' kappa c y y' *
    (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap (b i) c y y') z)) in
  forall T, let need i := ln_plus (D i * T%:R / (2%:R * (Regret A a T + Regret A (b i) T))) in
  (exists n : context E -> response E -> R,
     [/\ forall c y, 0 <= n c y,
         forall i, need i <= \sum_c \sum_(y | y != pi c) n c y * information i c y &
         Regret A a T = \sum_c \sum_(y | y != pi c) n c y * gap a c (pi c) y]) /\
  forall lam : I -> R, (forall i, 0 <= lam i) ->
  (forall c y, 0 < p c -> y != pi c -> \sum_i lam i * information i c y <= gap a c (pi c) y) ->
  \sum_i lam i * need i <= Regret A a T.
Proof. by move=> R E; apply: (T25_finite (real_exp_laws R)). Qed.
Print Assumptions T25_finite_real.

Theorem T25_limit_real : forall (R : realType) (E : env R),
  forall (a : reward E) (pi : policy E) (A : learner E), optimal a pi -> unique_optimum a ->
  forall (I : finType) (b : I -> reward E), (forall i, agree pi a (b i)) -> (forall i, 0 < loss (b i) pi) ->
  (forall i (alpha C : R), 0 < alpha -> 0 < C ->
     exists T0, forall T, (T0 <= T)%N -> Regret A (b i) T <= C * expR (alpha * ln T%:R)) ->
  let information i c y := \sum_y' kappa c y y' *
    (\sum_z bern E (gap a c y y') z * ln (bern E (gap a c y y') z / bern E (gap (b i) c y y') z)) in
  forall lam : I -> R, (forall i, 0 <= lam i) ->
  (forall c y, 0 < p c -> y != pi c -> \sum_i lam i * information i c y <= gap a c (pi c) y) ->
  forall eps : R, 0 < eps -> eps <= 1 ->
  exists T0, forall T, (T0 <= T)%N -> (1 - eps) * (\sum_i lam i) * ln T%:R <= Regret A a T.
Proof. by move=> R E; apply: (T25_limit (real_exp_laws R) (@archimedean_reals R)). Qed.
Print Assumptions T25_limit_real.

(* slates (Slates.v, Process.v): a model g is selected, then a context and two       *)
(* responses drawn independently from gamma_g; [mean law A T f [::]] is the mean of  *)
(* f over T rounds; regret is that of the policies pi_g of the models selected       *)
Theorem T27_slates : forall (R : rcfType) (E : env R) (M : finType) (K : class E M)
  (gamma : M -> context E -> response E -> R) (theta : M),
  (forall g c y, 0 < gamma g c y) -> (forall g c, \sum_y gamma g c y = 1) -> full_support E ->
  let rho g m := \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' *
    BC E (gap (K m) c y y') (gap (K theta) c y y'))) in
  (forall g m, wrong K theta m -> rho g m < 1) /\
  forall A : selector E M,
  (forall h g, 0 < A h g -> forall m, slate_lik (K m) h <= slate_lik (K g) h) ->
  let mean := mean (slate_law gamma (K theta)) A in
  [/\ forall T, mean T (fun h => \sum_(x <- h) shortfall (K theta) x.2.1.1.1 (greedy K x.1 x.2.1.1.1)) [::]
        <= \sum_(m | wrong K theta m) Delta K m theta / (1 - rho m m),
      forall m T n, mean T (fun h => (n.+1 <= count (fun x => x.1 == m) h)%N%:R) [::] <= rho m m ^+ n,
      forall (star : M -> R) s, (forall g m, ~~ wrong K theta g -> rho g m <= star m) -> (forall m, 0 <= star m) ->
        mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::]
          <= \sum_(m | wrong K theta m) (rho m m ^+ (s %/ (2 * #|wrong K theta|)) + star m ^+ uphalf s) &
      forall rhobar s, 0 <= rhobar -> (forall g m, wrong K theta m -> rho g m <= rhobar) ->
        mean s (fun h => \sum_g A h g * (wrong K theta g)%:R) [::] <= Num.min 1 (#|wrong K theta|%:R * rhobar ^+ s)].
Proof.
move=> R E M K gamma theta g0 g1 H4 rho; split=> [g m w | A gr mean]; first exact: T27_affinity.
split=> [T | m T n | star s le s0 | rhobar s r0 rate]; last exact: T27_round.
  rewrite /mean (mean_eq _ _ _ _ (f' := fun h => \sum_(x <- h) slate_regret K theta x)).
  - exact: T27_regret.
  - exact: (slate_law_ge0 g0 g1).
  - exact: select_ge0.
  - by move=> h; apply: eq_bigr => -[g [[[c y] y'] z]].
  exact: T27_tail.
exact: T27_decay.
Qed.
Print Assumptions T27_slates.

(* the expected number of wrong selections in T rounds *)
Theorem T27_log_class : forall (R : rcfType) (exp ln : R -> R) (E : env R) (M : finType) (K : class E M)
  (gamma : M -> context E -> response E -> R) (theta : M), exp_laws exp ln ->
  (forall g c y, 0 < gamma g c y) -> (forall g c, \sum_y gamma g c y = 1) ->
  let rho g m := \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' *
    BC E (gap (K m) c y y') (gap (K theta) c y y'))) in
  forall A : selector E M,
  (forall h g, 0 < A h g -> forall m, slate_lik (K m) h <= slate_lik (K g) h) ->
  forall (rhobar : R) (n0 : nat), (forall g m, wrong K theta m -> rho g m <= rhobar) -> 0 < rhobar < 1 ->
  (0 < #|wrong K theta|)%N -> ln #|wrong K theta|%:R / ln rhobar^-1 <= n0%:R ->
  forall T, \sum_(s < T) mean (slate_law gamma (K theta)) A s
    (fun h => \sum_g A h g * (wrong K theta g)%:R) [::] <= n0%:R + (1 - rhobar)^-1.
Proof.
move=> R exp ln E M K gamma theta l g0 g1 rho A gr rhobar n0 rate r01 W0 n T; have /andP[r0 r1] := r01.
apply: T27_log_class => //; first by rewrite ltW.
by apply: (enough_rounds l r01) => //; rewrite ltr0n.
Qed.
Print Assumptions T27_log_class.

(* how fast, whatever the population *)
Theorem T27_rate : forall (R : rcfType) (exp ln : R -> R) (E : env R),
  exp_laws exp ln -> (forall x, link E x = (1 + exp (- x))^-1) ->
  forall (M : finType) (K : class E M) (gamma : M -> context E -> response E -> R) (theta : M) (g0 pmin gmin : R),
  (forall g c y, 0 < gamma g c y) -> (forall g c, \sum_y gamma g c y = 1) ->
  0 < g0 -> (forall c y, 0 < shortfall (K theta) c y -> g0 <= shortfall (K theta) c y) ->
  0 <= pmin -> (forall c : context E, pmin <= p c) -> 0 <= gmin -> (forall g c y, gmin <= gamma g c y) ->
  let rho g m := \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' *
    BC E (gap (K m) c y y') (gap (K theta) c y y'))) in
  let cosh x := (exp x + exp (- x)) / 2%:R in
  forall g m, wrong K theta m ->
  2%:R * pmin * gmin ^+ 2 * (1 - Num.sqrt ((1 + (cosh (g0 / 2%:R))^-1) / 2%:R)) <= 1 - rho g m.
Proof.
move=> R exp ln E l H5 M K gamma theta g0 pmin gmin gp gs g00 mg p0 pm m0 gm rho cosh g m w.
exact: (T27_rate l H5 gp gs g00 mg p0 pm m0 gm g w).
Qed.
Print Assumptions T27_rate.

Theorem T27_rate_real : forall (R : realType) (E : env R), (forall x, link E x = (1 + expR (- x))^-1) ->
  forall (M : finType) (K : class E M) (gamma : M -> context E -> response E -> R) (theta : M) (g0 pmin gmin : R),
  (forall g c y, 0 < gamma g c y) -> (forall g c, \sum_y gamma g c y = 1) ->
  0 < g0 -> (forall c y, 0 < shortfall (K theta) c y -> g0 <= shortfall (K theta) c y) ->
  0 <= pmin -> (forall c : context E, pmin <= p c) -> 0 <= gmin -> (forall g c y, gmin <= gamma g c y) ->
  let rho g m := \sum_c p c * (\sum_y gamma g c y * (\sum_y' gamma g c y' *
    BC E (gap (K m) c y y') (gap (K theta) c y y'))) in
  let cosh x := (expR x + expR (- x)) / 2%:R in
  forall g m, wrong K theta m ->
  2%:R * pmin * gmin ^+ 2 * (1 - Num.sqrt ((1 + (cosh (g0 / 2%:R))^-1) / 2%:R)) <= 1 - rho g m.
Proof. by move=> R E; apply: (T27_rate (real_exp_laws R)). Qed.
Print Assumptions T27_rate_real.

(* softened policies are such laws, with gamma_g at least gamma0min exp (- beta span) *)
Theorem T27_softened : forall (R : rcfType) (exp ln : R -> R) (C Y : finType) (gamma0 : C -> Y -> R)
  (beta : R) (r : C -> Y -> R) (c : C), exp_laws exp ln -> Y -> (forall y, 0 < gamma0 c y) ->
  let gamma y := gamma0 c y * exp (beta * r c y) / \sum_y' gamma0 c y' * exp (beta * r c y') in
  [/\ forall y, 0 < gamma y, \sum_y gamma y = 1 &
      forall span gamma0min : R, \sum_y gamma0 c y = 1 -> 0 <= beta -> (forall y y', r c y - r c y' <= span) ->
      (forall y, gamma0min <= gamma0 c y) -> 0 <= gamma0min ->
      forall y, gamma0min * exp (- (beta * span)) <= gamma y].
Proof.
move=> R exp ln C Y gamma0 beta r c l y0 g0 gamma; have [gp gs] := soften_law beta r y0 l g0.
by split=> // span gm s1 b0 sp gml gm0 y; apply: (soften_ge l).
Qed.
Print Assumptions T27_softened.

(* if the responses drawn are charged, whoever selects pays this much per round *)
Theorem T27_charged : forall (R : rcfType) (E : env R) (M : finType) (K : class E M)
  (gamma : M -> context E -> response E -> R) (theta : M),
  (forall g c y, 0 < gamma g c y) -> (forall g c, \sum_y gamma g c y = 1) ->
  forall (A : selector E M) (floor : R) T,
  (forall g, floor <= \sum_c p c * \sum_y gamma g c y * shortfall (K theta) c y) ->
  T%:R * floor <= mean (slate_law gamma (K theta)) A T (fun h => \sum_(x <- h)
    (shortfall (K theta) x.2.1.1.1 x.2.1.1.2 + shortfall (K theta) x.2.1.1.1 x.2.1.2) / 2%:R) [::].
Proof.
move=> R E M K gamma theta g0 g1 A floor T le.
rewrite (mean_eq _ _ _ _ (f' := fun h => \sum_(x <- h) slate_charge K theta x)).
- exact: T27_charge.
- exact: (slate_law_ge0 g0 g1).
- exact: select_ge0.
- by move=> h; apply: eq_bigr => -[g [[[c y] y'] z]].
Qed.
Print Assumptions T27_charged.

(* V: the rewards, as vectors, of everybody whose head is a combination of training *)
(* heads; F: the span of the feature differences at the prompts; r = dim V on F     *)
Theorem T28_identify : forall (R : realFieldType) (k d : nat) (U X Y : finType)
  (heads : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d) (train : pred U) (prompts : pred X) (B : 'M[R]_(k, d)),
  let F := features phi prompts in let V := span train (fun u => heads u *m B) in
  let difference (q : X * (Y * Y)) := phi q.1 q.2.1 - phi q.1 q.2.2 in
  [/\ forall w : 'rV_k, (w <= span train heads)%MS -> (w *m B <= V)%MS,
      row_full (span train heads) -> forall w : 'rV_k, (w *m B <= V)%MS,
      (\rank (V *m F^T) <= minn k (\rank F))%N &
      exists q : 'I_(\rank (V *m F^T)) -> X * (Y * Y), (forall i, prompts (q i).1) /\
        forall v v' : 'rV_d, (v <= V)%MS -> (v' <= V)%MS ->
        (forall i, dot (difference (q i)) v = dot (difference (q i)) v') ->
        forall q', prompts q'.1 -> dot (difference q') v = dot (difference q') v'].
Proof.
move=> R k d U X Y heads phi train prompts B F V difference.
split; [by move=> w; apply: T28_known | | exact: T28_rank | exact: T28_identify].
by move=> full w; apply: T28_known; apply: submx_full.
Qed.
Print Assumptions T28_identify.

(* [answers x strategy v s] (NewUser.v): the answers <x q, v> to s comparisons q,   *)
(* each chosen by the strategy from the answers so far                              *)
Theorem T28_fewer : forall (R : realFieldType) (d : nat) (X Y : finType)
  (phi : X -> Y -> 'rV[R]_d) (prompts : pred X) (V : 'M[R]_d) (s : nat) (strategy : seq R -> X * (Y * Y)),
  let difference (q : X * (Y * Y)) := phi q.1 q.2.1 - phi q.1 q.2.2 in
  let best v x y := forall y', dot (phi x y') v <= dot (phi x y) v in
  (s < \rank (V *m (features phi prompts)^T))%N ->
  forall f : 'rV[R]_d, exists n : 'rV[R]_d, [/\ (n <= V)%MS,
    forall t, answers difference strategy (f + t *: n) s = answers difference strategy f s &
    exists2 x, prompts x & exists t0, forall t, t0 < `|t| -> forall y,
      ~ (best (f + t *: n) x y /\ best (f - t *: n) x y)].
Proof. by move=> R d X Y phi prompts V s strategy difference best few f; apply: T28_fewer. Qed.
Print Assumptions T28_fewer.

(* outside the span of the training heads: any rewards f, all of F to be asked      *)
Theorem T28_outside : forall (R : realFieldType) (k d : nat) (U X Y : finType)
  (heads : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d) (train : pred U) (prompts : pred X) (w : 'rV[R]_k),
  let F := features phi prompts in
  let difference (q : X * (Y * Y)) := phi q.1 q.2.1 - phi q.1 q.2.2 in
  ~~ (w <= span train heads)%MS -> forall B : 'M[R]_(k, d),
  let possible v := exists B', (forall u, train u -> heads u *m B' = heads u *m B) /\ w *m B' = v in
  [/\ forall f, possible f,
      exists q : 'I_(\rank F) -> X * (Y * Y), (forall i, prompts (q i).1) /\
        forall v v', (forall i, dot (difference (q i)) v = dot (difference (q i)) v') ->
        forall q', prompts q'.1 -> dot (difference q') v = dot (difference q') v' &
      forall s (strategy : seq R -> X * (Y * Y)), (s < \rank F)%N -> forall f, exists v,
        [/\ possible v, answers difference strategy v s = answers difference strategy f s &
            exists2 q, prompts q.1 & dot (difference q) v != dot (difference q) f]].
Proof.
move=> R k d U X Y heads phi train prompts w F difference out B possible.
have all f : possible f by apply: T28_outside.
have rF : \rank (1%:M *m F^T) = \rank F by rewrite mul1mx mxrank_tr.
split=> // [|s strategy few f].
  have := NewUser.T28_identify phi prompts 1%:M; rewrite -/F rF => -[q [asked det]].
  by exists q; split=> // v v'; apply: det; apply: submx1.
have [n [_ Fn zero]] := unseen (fun i : 'I_s => difference (strategy (answers difference strategy f i)))
  (eq_rect_r (fun r => s < r)%N few rF).
exists (f + 1 *: n); split; [exact: all | by apply: same_line => i lt; apply: (zero (Ordinal lt)) |].
have [q [pq nq]] := some_difference Fn; exists q => //.
by rewrite dotDr scale1r -subr_eq0 addrAC subrr add0r.
Qed.
Print Assumptions T28_outside.
