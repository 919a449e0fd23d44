(* T3: with diversity and a unique optimum, the chance that greedy deploys a    *)
(* wrong policy in round s+1 decays exponentially in s: at most the sum over    *)
(* wrong models m of rho(m)^(s/(2|W|)) + rho_*(m)^(s/2), where rho_* is the     *)
(* affinity under the truth's own policy. Both bases are below 1.               *)
(* Claim: T3 (s/(2|W|) rounded down, s/2 rounded up).                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From UserDiversity Require Import Model Basics Likelihood Deployed Bounded.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section T3.
Variables (R : rcfType) (E : env R) (M : finType) (K : class E M).
Variables (A : learner E) (theta : M).
Hypothesis greedyA : greedy_learner K A.
Implicit Types (pi : policy E) (h : history E).
Local Notation ell_ m := (ell (K m) (K theta)).
Local Notation rho_star m := (rho (greedy K theta) (K m) (K theta)).

(* rounds that deployed the truth's own policy *)
Definition served h : nat := deployed (greedy K theta) h.

Lemma next_mistake_ell h :
  next_mistake A (K theta) h <= \sum_(m | wrong K theta m) ell_ m h.
Proof.
have ell0 (P : pred M) : 0 <= \sum_(m | P m) ell_ m h by apply: sumr_ge0 => m _; apply: ell_ge0.
rewrite -[leRHS]mul1r -(act_sum A h) mulr_suml; apply: ler_sum => pi _.
have := act_ge0 A h pi; rewrite le_eqVlt => /predU1P[<-|a]; first by rewrite !mul0r.
rewrite ler_pmul2l //; have [m ml e] := greedyA a.
case: (boolP (0 < loss _ _)) => [w|_]; last exact: ell0.
have wm : wrong K theta m by rewrite /wrong /Delta -e.
by rewrite (bigD1 m) //=; apply: ler_paddr; [apply: ell0 | apply: L5_selected].
Qed.

(* every mistake so far was the selection of some wrong model *)
Definition accounted h := (mistakes (K theta) h <= \sum_(m | wrong K theta m) selections K m h)%N.

Lemma accounted_step h pi o : accounted h -> 0 < A h pi -> accounted ((pi, o) :: h).
Proof.
rewrite /accounted /= => acc /greedyA[m ml e]; rewrite big_split /=; apply: leq_add => //.
by rewrite /= e; case: (boolP (0 < _)) => // w; rewrite (bigD1 m) //= ml eqxx.
Qed.

Lemma served_mistakes h : full_support E -> unique_optimum (K theta) ->
  size h = (mistakes (K theta) h + served h)%N.
Proof.
move=> H4 H3; elim: h => [|x h IH] //=; rewrite addnACA -IH -add1n; congr (_ + _)%N.
case: (eqVneq x.1 (greedy K theta)) => [->|ne].
  by rewrite loss_optimal ?ltxx //; apply: greedyP.
case: (boolP (0 < _)) => //; rewrite lt_neqAle loss_ge0 andbT negbK eq_sym => /eqP l0.
case/eqP: ne; apply: (unique_optimal H3); last exact: greedyP.
exact: optimal_loss.
Qed.

Lemma ell_served m n k :
  expect A (K theta) n (fun h => ell_ m h * (k <= served h)%N%:R) [::] <= rho_star m ^+ k.
Proof. exact: ell_deployed. Qed.

Lemma accounted_bound h : full_support E -> unique_optimum (K theta) -> accounted h ->
  next_mistake A (K theta) h <= \sum_(m | wrong K theta m)
    ((size h %/ (2 * #|wrong K theta|) < selections K m h)%N%:R
     + ell_ m h * (uphalf (size h) <= served h)%N%:R).
Proof.
move=> H4 H3 acc; have sz := served_mistakes h H4 H3.
set k := (_ %/ _)%N.
case: (leqP (uphalf (size h)) (served h)) => [_|few].
  apply: le_trans (next_mistake_ell h) _; apply: ler_sum => m _.
  by rewrite mulr1 ler_addr ler0n.
have [m w sel] : exists2 m, wrong K theta m & (k < selections K m h)%N.
  apply/exists_inP; apply: contraLR few; rewrite negb_exists_in -leqNgt => /forall_inP all_k.
  have le_mk : (mistakes (K theta) h <= #|wrong K theta| * k)%N.
    apply: leq_trans acc _; rewrite -sum_nat_const; apply: leq_sum => m w.
    by have := all_k m w; rewrite -leqNgt.
  have : (2 * mistakes (K theta) h <= size h)%N.
    apply: leq_trans (leq_trunc_div _ (2 * #|wrong K theta|)).
    by rewrite -/k mulnCA leq_mul2l [(k * _)%N]mulnC le_mk.
  rewrite mul2n => /half_leq; rewrite doubleK => le_half.
  have halves : size h = ((size h)./2 + uphalf (size h))%N.
    by rewrite uphalf_half addnCA addnn odd_double_half.
  by rewrite -(leq_add2l (mistakes (K theta) h)) -sz [leqRHS]halves leq_add2r.
apply: le_trans (next_mistake_le1 _ _ _) _; rewrite (bigD1 m) //= sel -addrA ler_addl.
rewrite addr_ge0 ?mulr_ge0 ?ell_ge0 ?ler0n //.
by apply: sumr_ge0 => m' _; rewrite addr_ge0 ?mulr_ge0 ?ell_ge0 ?ler0n.
Qed.

Theorem T3_exponential_convergence s : full_support E -> unique_optimum (K theta) ->
  expect A (K theta) s (next_mistake A (K theta)) [::]
  <= \sum_(m | wrong K theta m)
       (rho_own K m theta ^+ (s %/ (2 * #|wrong K theta|)) + rho_star m ^+ uphalf s).
Proof.
move=> H4 H3.
pose f n h := \sum_(m | wrong K theta m)
    ((n %/ (2 * #|wrong K theta|) < selections K m h)%N%:R
     + ell_ m h * (uphalf n <= served h)%N%:R).
apply: (@le_trans _ _ (expect A (K theta) s (fun h => f (size h) h) [::])).
  apply: (expect_le_reach (P := accounted)) => [h pi o acc a _|h acc|].
  - exact: accounted_step.
  - exact: accounted_bound.
  - exact: leq0n.
rewrite (expect_size A (K theta) s f) add0n expect_sum.
by apply: ler_sum => m w; rewrite expectD; apply: ler_add; [apply: T2_geometric_tail | apply: ell_served].
Qed.

Theorem T3_bases_below_1 m : full_support E -> (forall m, unique_optimum (K m)) ->
  diverse K -> wrong K theta m -> rho_own K m theta < 1 /\ rho_star m < 1.
Proof.
move=> H4 H3 D w; split; first by apply: rho_own_lt1 => // b; apply: D.
apply: rho_lt1 => // /agree_sym /D /(optimal_loss H4) o; move: w.
by rewrite /wrong /Delta (unique_optimal (H3 m) (greedyP K m) o) loss_optimal ?ltxx //; apply: greedyP.
Qed.
End T3.
