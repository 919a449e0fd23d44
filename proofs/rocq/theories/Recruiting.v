(* Recruiting: users drawn independently from a law of heads whose span has      *)
(* dimension k; if every proper subspace of that span is missed with probability *)
(* at least q, then N users fail to span it with probability at most that of     *)
(* fewer than k successes in N trials of chance q.                               *)
(* Claims: T18 (headline form). No axiom; any ordered field.                     *)
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

Section Recruiting.
Variables (R : realFieldType) (n : nat) (U : finType) (law : U -> R) (w : U -> 'rV[R]_n).
Hypothesis law_ge0 : forall u, 0 <= law u.
Hypothesis law_sum : \sum_u law u = 1.

(* the span of the heads that can be drawn *)
Definition reachable : 'M[R]_n := span (fun u => 0 < law u) w.
Local Notation k := (\rank reachable).

Variable q : R.
Hypothesis q01 : 0 <= q <= 1.
Hypothesis misses : forall V : 'M[R]_n, (V <= reachable)%MS -> (\rank V < k)%N ->
  q <= \sum_(u | ~~ (w u <= V)%MS) law u.

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

(* started from [V] *)
Lemma short_from N (V : 'M[R]_n) : (V <= reachable)%MS ->
  \sum_(t : N.-tuple U) (\prod_(u <- t) law u) * (\rank (V + recruited t)%MS < k)%N%:R
  <= few q N (k - \rank V).
Proof.
elim: N V => [|N IH] V Vr.
  rewrite (big_pred1 [tuple]) => [|t]; last by symmetry; apply/eqP; exact: tuple0.
  rewrite big_nil mul1r /recruited big_nil addsmx0.
  case: ltnP => [lt | ge]; last exact: few_ge0.
  by rewrite -subnSK // few0.
rewrite (sum_tupleS _ (fun s : seq U => (\prod_(u <- s) law u) * (\rank (V + recruited s)%MS < k)%N%:R)).
have next u : \sum_(t : N.-tuple U) (\prod_(u' <- u :: t) law u') * (\rank (V + recruited (u :: t))%MS < k)%N%:R
    = law u * \sum_(t : N.-tuple U) (\prod_(u' <- t) law u') * (\rank ((V + w u) + recruited t)%MS < k)%N%:R.
  rewrite mulr_sumr; apply: eq_bigr => t _; rewrite big_cons -mulrA; congr (_ * (_ * _)).
  have e : (recruited (u :: t) :=: w u + recruited t)%MS.
    by rewrite /recruited big_cons; apply: adds_eqmx (genmxE _) (eqmx_refl _).
  by rewrite (adds_eqmx (eqmx_refl V) e) addsmxA.
under eq_bigr do rewrite next.
have [full | short] := leqP k (\rank V).
  rewrite big1 ?few_ge0 // => u _; rewrite big1 ?mulr0 // => t _; rewrite ltnNge (leq_trans full) ?mulr0 //.
  by apply: mxrankS; rewrite -addsmxA addsmxSl.
have mono := few_mono q01 N (k - \rank V).-1.
have kV : (k - \rank V)%N = (k - \rank V).-1.+1 by rewrite prednK // subn_gt0.
set j := (k - \rank V).-1 in mono kV.
have bound u : law u * (\sum_(t : N.-tuple U) (\prod_(u' <- t) law u') * (\rank ((V + w u) + recruited t)%MS < k)%N%:R)
    <= law u * (if ~~ (w u <= V)%MS then few q N j else few q N j.+1).
  have := law_ge0 u; rewrite le_eqVlt => /predU1P[<-|pu]; first by rewrite !mul0r.
  have Vw : (V + w u <= reachable)%MS by rewrite addsmx_sub Vr (mem_span w (i := u)).
  rewrite ler_pmul2l //; apply: le_trans (IH _ Vw) _.
  have few_le a b : (a <= b)%N -> few q N a <= few q N b.
    by move=> /subnK<-; elim: (b - a)%N => // d le; rewrite addSn; apply: le_trans le (few_mono q01 _ _).
  case: ifP => [out | _]; apply: few_le; last by rewrite -kV leq_sub2l // mxrankS ?addsmxSl.
  by rewrite -ltnS -kV ltn_sub2l // rank_grows.
apply: le_trans (ler_sum _ (fun u _ => bound u)) _.
rewrite kV few_step (bigID (fun u => (w u <= V)%MS)) /=.
rewrite (eq_bigr (fun u => law u * few q N j.+1)) => [|u ->] //.
rewrite [X in _ + X](eq_bigr (fun u => law u * few q N j)) => [|u ->] //.
rewrite -!mulr_suml; have := misses Vr short; have := law_sum.
rewrite (bigID (fun u => (w u <= V)%MS)) /=.
move: (\sum_(u | _) _) (\sum_(u | _) _) (few q N j) (few q N j.+1) mono => a b x y xy ab qb.
have -> : b = 1 - a by rewrite -ab addrK.
rewrite -subr_ge0; have -> : q * x + (1 - q) * y - ((1 - a) * y + a * x) = (a - q) * (y - x) by ring.
by rewrite mulr_ge0 // subr_ge0.
Qed.

Theorem T18_recruiting N :
  \sum_(t : N.-tuple U | (\rank (\sum_(u <- t) <<w u>>)%MS < k)%N) \prod_(u <- t) law u
  <= \sum_(i < k) 'C(N, i)%:R * q ^+ i * (1 - q) ^+ (N - i).
Proof.
have := short_from N (sub0mx _ reachable); rewrite mxrank0 subn0; apply: le_trans.
rewrite big_mkcond; apply: ler_sum => t _; rewrite adds0mx.
by case: ifP => _; rewrite ?mulr1 ?mulr0.
Qed.
End Recruiting.
