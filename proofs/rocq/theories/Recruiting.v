(* Recruiting: users drawn independently from a law of heads whose span has      *)
(* dimension k; if every proper subspace of that span is missed with probability *)
(* at least q, then N users fail to span it with probability at most that of     *)
(* fewer than k successes in N trials of chance q. If subspaces of dimension j    *)
(* are missed with probability at least q j, it is at most the chance that        *)
(* independent geometric waiting times of chances q 0, ..., q (k - 1) add up to   *)
(* more than N.                                                                   *)
(* Claims: T18. No axiom; any ordered field.                                      *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Span.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Section BinomialTail.
Variables (R : realFieldType) (q : R).
Hypothesis q01 : 0 <= q <= 1.

(* fewer than [k] successes in [n] trials *)
Definition few (n k : nat) : R := \sum_(i < k) 'C(n, i)%:R * q ^+ i * (1 - q) ^+ (n - i).

Lemma few_term_ge0 n i : 0 <= 'C(n, i)%:R * q ^+ i * (1 - q) ^+ (n - i).
Proof.
by case/andP: q01 => q0 q1; rewrite !mulr_ge0 ?ler0n ?exprn_ge0 ?subr_ge0.
Qed.

Lemma few_ge0 n k : 0 <= few n k.
Proof. by apply: sumr_ge0 => i _; apply: few_term_ge0. Qed.

Lemma few_mono n k : few n k <= few n k.+1.
Proof. by rewrite /few big_ord_recr /= ler_addl few_term_ge0. Qed.

Lemma few0 k : few 0 k.+1 = 1.
Proof.
rewrite /few big_ord_recl big1 => [|i _]; last by rewrite /= bin_small ?mul0r.
by rewrite bin0 !expr0 !mulr1 addr0.
Qed.

Lemma few_step n k : few n.+1 k.+1 = q * few n k + (1 - q) * few n k.+1.
Proof.
have shift i : 'C(n, i)%:R * (1 - q) ^+ (n.+1 - i) = (1 - q) * ('C(n, i)%:R * (1 - q) ^+ (n - i)).
  have [le | lt] := leqP i n; first by rewrite subSn // exprS mulrCA.
  by rewrite bin_small // !mul0r mulr0.
rewrite /few big_ord_recl [X in _ + (1 - q) * X]big_ord_recl /= mulrDr addrCA; congr (_ + _).
  by rewrite !bin0 !subn0 exprS !expr0 !mul1r.
rewrite !mulr_sumr -big_split /=.
apply: eq_bigr => i _; rewrite /bump /= add1n subSS binS natrD.
have := shift i.+1; rewrite subSS exprS.
move: (q ^+ i) ('C(n, i.+1)%:R) ('C(n, i)%:R) ((1 - q) ^+ (n - i)) ((1 - q) ^+ (n - i.+1)) => a b c e f h.
have -> : (b + c) * (q * a) * e = q * (c * a * e) + q * a * (b * e) by ring.
by rewrite h; congr (_ + _); ring.
Qed.
End BinomialTail.

(** * Sums of geometric waiting times *)

Section GeometricTail.
Variable R : realFieldType.

(* the chance that independent waiting times, G of chance q for each q of the      *)
(* list, P(G = t + 1) = q (1 - q)^t, add up to more than [n]                       *)
Fixpoint waits (qs : seq R) (n : nat) : R :=
  if qs is q :: qs' then (1 - q) ^+ n + \sum_(t < n) q * (1 - q) ^+ t * waits qs' (n - t.+1) else 0.

Lemma waits0 q qs : waits (q :: qs) 0 = 1.
Proof. by rewrite /= big_ord0 addr0 expr0. Qed.

Lemma waits_step q qs n : waits (q :: qs) n.+1 = q * waits qs n + (1 - q) * waits (q :: qs) n.
Proof.
rewrite /= big_ord_recl /= expr0 mulr1 subSS subn0 addrCA; congr (_ + _).
rewrite exprS mulrDr mulr_sumr; congr (_ + _); apply: eq_bigr => t _.
by rewrite /bump /= add1n subSS exprS; ring.
Qed.

Lemma waits_ge0 qs n : all (fun q => 0 <= q <= 1) qs -> 0 <= waits qs n.
Proof.
elim: qs n => [|q qs IH] n //= /andP[/andP[q0 q1] all_qs].
have p0 : 0 <= 1 - q by rewrite subr_ge0.
by rewrite addr_ge0 ?exprn_ge0 // sumr_ge0 // => t _; rewrite !mulr_ge0 ?exprn_ge0 ?IH.
Qed.

(* fewer waits are shorter *)
Lemma waits_drop q qs n : all (fun q => 0 <= q <= 1) (q :: qs) -> waits qs n <= waits (q :: qs) n.
Proof.
elim: n q qs => [|n IH] q qs all01.
  case: qs all01 => [|q' qs] all01; last by rewrite !waits0.
  by rewrite [waits [::] 0]/= waits0 ler01.
have /andP[/andP[q0 q1] all_qs] := all01; have p0 : 0 <= 1 - q by rewrite subr_ge0.
apply: (@le_trans _ _ (waits qs n)); last first.
  rewrite waits_step -subr_ge0.
  have -> : q * waits qs n + (1 - q) * waits (q :: qs) n - waits qs n
    = (1 - q) * (waits (q :: qs) n - waits qs n) by ring.
  by rewrite mulr_ge0 // subr_ge0 IH.
case: qs all_qs {all01} => [|q' qs] all_qs //; have /andP[/andP[q0' q1'] _] := all_qs.
rewrite waits_step -subr_ge0.
have -> : waits (q' :: qs) n - (q' * waits qs n + (1 - q') * waits (q' :: qs) n)
  = q' * (waits (q' :: qs) n - waits qs n) by ring.
by rewrite mulr_ge0 // subr_ge0 IH.
Qed.
End GeometricTail.

Section Recruiting.
Variables (R : realFieldType) (n : nat) (U : finType) (law : U -> R) (w : U -> 'rV[R]_n).
Hypothesis law_ge0 : forall u, 0 <= law u.
Hypothesis law_sum : \sum_u law u = 1.

(* the span of the heads that can be drawn *)
Definition reachable : 'M[R]_n := span (fun u => 0 < law u) w.
Local Notation k := (\rank reachable).

(* the span of those who came *)
Definition recruited (s : seq U) : 'M[R]_n := (\sum_(u <- s) <<w u>>)%MS.

Lemma sum_tupleS (T : finType) m (f : seq T -> R) :
  \sum_(t : m.+1.-tuple T) f t = \sum_x \sum_(t : m.-tuple T) f (x :: t).
Proof.
rewrite pair_big /= (reindex (fun xt : T * m.-tuple T => [tuple of xt.1 :: xt.2])) //=.
exists (fun t : m.+1.-tuple T => (thead t, [tuple of behead t])) => [[x t] _|t _] /=.
  by congr (_, _); apply: val_inj.
by rewrite [RHS]tuple_eta; apply: val_inj.
Qed.

Lemma rank_grows (V : 'M[R]_n) (v : 'rV[R]_n) : ~~ (v <= V)%MS -> (\rank V < \rank (V + v)%MS)%N.
Proof.
move=> out; rewrite ltn_neqAle mxrankS ?addsmxSl // andbT; apply: contra out => /eqP e.
have := mxrank_leqif_eq (addsmxSl V v); rewrite -e => /geq_leqif; rewrite leqnn => /esym/andP[_ le].
exact: submx_trans (addsmxSr V v) le.
Qed.

(* a chain that climbs from level [j] with chance [q j] is no faster than the rank: *)
(* [F N j] bounds the chance that it is below [k] after [N] steps from [j]          *)
Section Chain.
Variables (q : nat -> R) (F : nat -> nat -> R).
Hypothesis misses : forall V : 'M[R]_n, (V <= reachable)%MS -> (\rank V < k)%N ->
  q (\rank V) <= \sum_(u | ~~ (w u <= V)%MS) law u.
Hypothesis F_ge0 : forall N j, 0 <= F N j.
Hypothesis F0 : forall j, (j < k)%N -> F 0 j = 1.
Hypothesis F_mono : forall N j, F N j.+1 <= F N j.
Hypothesis F_step : forall N j, (j < k)%N -> F N.+1 j = q j * F N j.+1 + (1 - q j) * F N j.

Lemma F_le N i j : (i <= j)%N -> F N j <= F N i.
Proof. by move=> /subnK<-; elim: (j - i)%N => // d le; rewrite addSn; apply: le_trans (F_mono _ _) le. Qed.

(* started from [V] *)
Lemma short_from N (V : 'M[R]_n) : (V <= reachable)%MS ->
  \sum_(t : N.-tuple U) (\prod_(u <- t) law u) * (\rank (V + recruited t)%MS < k)%N%:R
  <= F N (\rank V).
Proof.
elim: N V => [|N IH] V Vr.
  rewrite (big_pred1 [tuple]) => [|t]; last by symmetry; apply/eqP; exact: tuple0.
  rewrite big_nil mul1r /recruited big_nil addsmx0.
  by case: ltnP => [lt | ge]; [rewrite F0 | apply: F_ge0].
rewrite (sum_tupleS _ (fun s : seq U => (\prod_(u <- s) law u) * (\rank (V + recruited s)%MS < k)%N%:R)).
have next u : \sum_(t : N.-tuple U) (\prod_(u' <- u :: t) law u') * (\rank (V + recruited (u :: t))%MS < k)%N%:R
    = law u * \sum_(t : N.-tuple U) (\prod_(u' <- t) law u') * (\rank ((V + w u) + recruited t)%MS < k)%N%:R.
  rewrite mulr_sumr; apply: eq_bigr => t _; rewrite big_cons -mulrA; congr (_ * (_ * _)).
  have e : (recruited (u :: t) :=: w u + recruited t)%MS.
    by rewrite /recruited big_cons; apply: adds_eqmx (genmxE _) (eqmx_refl _).
  by rewrite (adds_eqmx (eqmx_refl V) e) addsmxA.
under eq_bigr do rewrite next.
have [full | short] := leqP k (\rank V).
  rewrite big1 ?F_ge0 // => u _; rewrite big1 ?mulr0 // => t _; rewrite ltnNge (leq_trans full) ?mulr0 //.
  by apply: mxrankS; rewrite -addsmxA addsmxSl.
set j := \rank V in short *.
have bound u : law u * (\sum_(t : N.-tuple U) (\prod_(u' <- t) law u') * (\rank ((V + w u) + recruited t)%MS < k)%N%:R)
    <= law u * (if ~~ (w u <= V)%MS then F N j.+1 else F N j).
  have := law_ge0 u; rewrite le_eqVlt => /predU1P[<-|pu]; first by rewrite !mul0r.
  have Vw : (V + w u <= reachable)%MS by rewrite addsmx_sub Vr (mem_span w (i := u)).
  rewrite ler_pmul2l //; apply: le_trans (IH _ Vw) _.
  case: ifP => [out | _]; apply: F_le; last by rewrite mxrankS ?addsmxSl.
  exact: rank_grows.
apply: le_trans (ler_sum _ (fun u _ => bound u)) _.
rewrite F_step // (bigID (fun u => (w u <= V)%MS)) /=.
rewrite (eq_bigr (fun u => law u * F N j)) => [|u ->] //.
rewrite [X in _ + X](eq_bigr (fun u => law u * F N j.+1)) => [|u ->] //.
rewrite -!mulr_suml; have := misses Vr short; have := law_sum; have := F_mono N j.
rewrite (bigID (fun u => (w u <= V)%MS)) /= -/j.
move: (\sum_(u | _) _) (\sum_(u | _) _) (F N j.+1) (F N j) (q j) => a b x y p xy ab qb.
have -> : b = 1 - a by rewrite -ab addrK.
rewrite -subr_ge0; have -> : p * x + (1 - p) * y - ((1 - a) * y + a * x) = (a - p) * (y - x) by ring.
by rewrite mulr_ge0 // subr_ge0.
Qed.

Lemma short_chain N :
  \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < k)%N) \prod_(u <- t) law u <= F N 0.
Proof.
have := short_from N (sub0mx _ reachable); rewrite mxrank0; apply: le_trans.
rewrite big_mkcond; apply: ler_sum => t _; rewrite adds0mx.
by case: ifP => _; rewrite ?mulr1 ?mulr0.
Qed.
End Chain.

Theorem T18_recruiting q N : 0 <= q <= 1 ->
  (forall V : 'M[R]_n, (V <= reachable)%MS -> (\rank V < k)%N -> q <= \sum_(u | ~~ (w u <= V)%MS) law u) ->
  \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < k)%N) \prod_(u <- t) law u
  <= \sum_(i < k) 'C(N, i)%:R * q ^+ i * (1 - q) ^+ (N - i).
Proof.
move=> q01 misses; have := @short_chain (fun=> q) (fun N j => few q N (k - j)) misses _ _ _ _ N.
rewrite subn0; apply=> [m j|j lt|m j|m j lt]; first exact: few_ge0.
- by rewrite -subnSK // few0.
- have [le | lt] := leqP k j; last by rewrite -[(k - j)%N]subnSK // few_mono.
  by rewrite (eqP (_ : k - j == 0)%N) ?subn_eq0 // (eqP (_ : k - j.+1 == 0)%N) // subn_eq0 leqW.
by rewrite -[(k - j)%N]subnSK // few_step.
Qed.

Theorem T18_sharper (q : nat -> R) N : (forall j, 0 <= q j <= 1) ->
  (forall V : 'M[R]_n, (V <= reachable)%MS -> (\rank V < k)%N ->
     q (\rank V) <= \sum_(u | ~~ (w u <= V)%MS) law u) ->
  \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < k)%N) \prod_(u <- t) law u
  <= waits [seq q j | j <- iota 0 k] N.
Proof.
move=> q01 misses; pose F N j := waits [seq q i | i <- iota j (k - j)] N.
have all01 s : all (fun x : R => 0 <= x <= 1) [seq q i | i <- s].
  by apply/allP => x /mapP[i _ ->]; apply: q01.
have more j : (j < k)%N -> [seq q i | i <- iota j (k - j)] = q j :: [seq q i | i <- iota j.+1 (k - j.+1)].
  by move=> lt; rewrite -[(k - j)%N]subnSK.
have -> : waits [seq q j | j <- iota 0 k] N = F N 0%N by rewrite /F subn0.
apply: (@short_chain q F misses) => [m j|j lt|m j|m j lt].
- exact: waits_ge0.
- by rewrite /F (more _ lt) waits0.
- have [le | lt] := leqP k j; last by rewrite /F (more _ lt) waits_drop //= q01 all01.
  by rewrite /F (eqP (_ : k - j == 0)%N) ?subn_eq0 // (eqP (_ : k - j.+1 == 0)%N) // subn_eq0 leqW.
by rewrite /F (more _ lt) waits_step.
Qed.
End Recruiting.
