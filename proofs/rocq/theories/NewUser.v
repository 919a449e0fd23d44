(* T28, a new user. Rewards are vectors v of R^d, of which only the answers      *)
(* <x, v> to comparisons x in a span F count; V is a space of such vectors, of   *)
(* rank r as seen by F. Then r suitable comparisons identify a reward within V;  *)
(* fewer, even if each is chosen in view of the answers so far, leave a whole    *)
(* line of rewards with the same answers, whose best responses differ; and a     *)
(* user outside the span of the training heads can have any rewards whatever     *)
(* while all training users keep theirs.                                         *)
(* Claims: T28. Linear algebra over any ordered field.                           *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.algebra_tactics Require Import ring.
From UserDiversity Require Import Span Heads.
Import GRing.Theory Num.Theory Order.Theory.
Local Open Scope ring_scope.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

(** * Comparisons *)

Section Comparisons.
Variables (R : realFieldType) (d : nat) (Q : finType) (ask : pred Q) (x : Q -> 'rV[R]_d).
Implicit Types (v f n : 'rV[R]_d) (s : nat).
(* the comparisons [q] that may be asked, and what they span *)
Local Notation F := (span ask x).

(* rewards that no comparison tells apart *)
Lemma same_answers v : F *m v^T = 0 <-> forall q, ask q -> dot (x q) v = 0.
Proof.
split=> [/span_kill H q aq | H]; first by rewrite /dot H ?mxE.
by apply/span_kill => q aq; apply/matrixP => i j; rewrite !ord1 [RHS]mxE -(H q aq).
Qed.

Variable V : 'M[R]_d.
(* the dimension of V as seen by F *)
Local Notation r := (\rank (V *m F^T)).

(* [strategy] chooses the next comparison from the answers so far, latest first *)
Fixpoint answers (strategy : seq R -> Q) v s : seq R :=
  if s is s'.+1 then let h := answers strategy v s' in dot (x (strategy h)) v :: h else [::].

(* a line through [f] on which the first [s] answers do not change *)
Lemma same_line strategy f n s :
  (forall i, (i < s)%N -> dot (x (strategy (answers strategy f i))) n = 0) ->
  forall t, answers strategy (f + t *: n) s = answers strategy f s.
Proof.
elim: s => [|s IH] // zero t; rewrite /= IH => [|i lt]; last by apply: zero; apply: ltnW.
by rewrite dotDr dotZr zero // mulr0 addr0.
Qed.

(* comparisons asked about a subspace of higher rank leave one of its members unseen *)
Lemma unseen s (asked : 'I_s -> 'rV[R]_d) : (s < r)%N ->
  exists n, [/\ (n <= V)%MS, F *m n^T != 0 & forall i, dot (asked i) n = 0].
Proof.
move=> few; pose B : 'M[R]_(d, s) := (\matrix_i asked i)^T.
(* the part of V that [asked] does not see *)
pose U := kermx (V *m B) *m V.
have UB : U *m B = 0 by rewrite /U -mulmxA; apply/sub_kermxP.
have : U *m F^T != 0.
  apply: contraL few => /eqP UF; rewrite -leqNgt.
  have sub : (kermx (V *m B) <= kermx (V *m F^T))%MS by apply/sub_kermxP; rewrite mulmxA.
  have := leq_sub2l d (mxrankS sub); rewrite !mxrank_ker !subKn ?rank_leq_row // => le.
  by apply: leq_trans le _; apply: rank_leq_col.
move=> UF; have [i ri0] : exists i, row i U *m F^T != 0.
  apply/existsP; apply: contraR UF => /existsPn all0; apply/eqP/row_matrixP => i.
  by rewrite row0 row_mul; apply/eqP; have := all0 i; rewrite negbK.
exists (row i U); split.
- exact: submx_trans (row_sub _ _) (submxMl _ _).
- by apply: contraNneq ri0 => e; rewrite -[X in X == _]trmxK trmx_mul trmxK e trmx0.
move=> j; have /rowP/(_ j) : row i U *m B = 0 by rewrite -row_mul UB row0.
rewrite [RHS]mxE => <-; rewrite dotC dotE mxE; apply: eq_bigr => k _.
by congr (_ * _); rewrite /B !mxE.
Qed.

(* r suitable comparisons determine all answers within V *)
Lemma enough_comparisons : exists q : 'I_r -> Q, (forall i, ask (q i)) /\
  forall v, (v <= V)%MS -> (forall i, dot (x (q i)) v = 0) -> F *m v^T = 0.
Proof.
pose X : 'M[R]_(#|Q|, d) := \matrix_i (if ask (enum_val i) then x (enum_val i) else 0).
have XF : (X :=: F)%MS.
  apply/eqmxP/andP; split; last first.
    apply/span_subP => q aq; rewrite (_ : x q = row (enum_rank q) X) ?row_sub //.
    by rewrite rowK enum_rankK aq.
  by apply/row_subP => i; rewrite rowK; case: ifP => [/mem_span|_]; [apply | exact: sub0mx].
pose W := X *m V^T; have rW : \rank (V *m F^T) = \rank W.
  by rewrite -mxrank_tr trmx_mul trmxK (eqmxMr _ XF).
pose pick i := maxrankfun W (cast_ord rW i).
exists (fun i => enum_val (pick i)); split=> [i | v /submxP[u ->] zero].
  have : row (cast_ord rW i) (rowsub (maxrankfun W) W) != 0.
    by apply: contraTneq (maxrowsub_free W) => e; apply: contraTN isT => /row_freeP[B BW];
       have := congr1 (row (cast_ord rW i)) BW; rewrite row_mul e mul0mx row1 => /rowP/(_ (cast_ord rW i))/eqP;
       rewrite !mxE !eqxx eq_sym oner_eq0.
  rewrite row_rowsub row_mul rowK; case: ifP => // _; by rewrite mul0mx eqxx.
apply/(same_answers _) => q aq; pose y := u^T.
have : rowsub (maxrankfun W) W *m y = 0.
  apply/row_matrixP => i; rewrite row0 row_mul row_rowsub row_mul rowK.
  have := zero (cast_ord (esym rW) i); rewrite /pick cast_ordKV => z.
  case: ifP => [_|_]; last by rewrite !mul0mx.
  by apply/matrixP => k l; rewrite !ord1 [RHS]mxE -mulmxA -trmx_mul.
have /submxP[D WD] : (W <= rowsub (maxrankfun W) W)%MS by rewrite eq_maxrowsub.
move=> y0; have := congr1 (mulmx D) y0; rewrite mulmxA -WD mulmx0 => /(congr1 (row (enum_rank q))).
rewrite row0 !row_mul rowK enum_rankK aq -mulmxA -trmx_mul => /matrixP/(_ 0 0).
by rewrite [RHS]mxE.
Qed.
End Comparisons.

(** * Prompts, responses and users *)

Section NewUser.
Variables (R : realFieldType) (k d : nat) (U X Y : finType).
Variables (heads : U -> 'rV[R]_k) (phi : X -> Y -> 'rV[R]_d).
Variables (train : pred U) (prompts : pred X).
Implicit Types (B : 'M[R]_(k, d)) (w : 'rV[R]_k) (v f n : 'rV[R]_d).
Local Notation F := (features phi prompts).

(* the answer to the comparison of [y] with [y'] at a prompt, under the rewards [v] *)
Definition comparison (q : X * (Y * Y)) : 'rV[R]_d := phi q.1 q.2.1 - phi q.1 q.2.2.
Definition favours v z z' y := dot (phi z y) v <= dot (phi z z') v.

(* the rewards of the training users under [B] *)
Definition known B : 'M[R]_d := span train (fun u => heads u *m B).

Lemma known_heads B : (known B <= span train heads *m B)%MS.
Proof. by apply/span_subP => u tu; apply/submxMr/mem_span. Qed.

Theorem T28_known w B : (w <= span train heads)%MS -> (w *m B <= known B)%MS.
Proof.
move=> wspan; apply: submx_trans (submxMr B wspan) _; apply/submx_dual => z.
move=> /span_kill kz; rewrite -mulmxA; apply/span_kill => u tu.
by rewrite mulmxA kz.
Qed.

Theorem T28_rank B : (\rank (known B *m F^T) <= minn k (\rank F))%N.
Proof.
rewrite leq_min; apply/andP; split; last by rewrite -mxrank_tr trmx_mul trmxK mxrankM_maxl.
apply: leq_trans (mxrankS (submxMr _ (known_heads B))) _; rewrite -mulmxA.
exact: leq_trans (mxrankM_maxl _ _) (rank_leq_row _).
Qed.

(* some prompt where [n] moves one response against another *)
Lemma some_difference n : F *m n^T != 0 -> exists q, prompts q.1 /\ dot (comparison q) n != 0.
Proof.
move=> Fn; have [q /andP[pq nq]|none] := pickP (fun q => prompts q.1 && (dot (comparison q) n != 0)).
  by exists q.
case/eqP: Fn; apply/(same_answers (fun q : X * (Y * Y) => prompts q.1) comparison) => q pq.
by apply/eqP; have := none q; rewrite pq /= => /negbFE.
Qed.

(* far out on the line no response is best in both directions *)
Lemma torn f n (q : X * (Y * Y)) : dot (comparison q) n != 0 ->
  exists t0, forall t, t0 < `|t| -> forall z,
  ~ ((forall y, favours (f + t *: n) q.1 z y) /\ (forall y, favours (f - t *: n) q.1 z y)).
Proof.
case: q => x [y1 y2]; rewrite /comparison /= => n0.
pose a y := dot (phi x y) f; pose b y := dot (phi x y) n.
have b12 : b y1 - b y2 != 0 by rewrite /b -dotBl.
pose S := \sum_y \sum_y' `|a y - a y'|.
exists (2%:R * S / `|b y1 - b y2|) => t; rewrite ltr_pdivr_mulr ?normr_gt0 // => far z [best1 best2].
have near y : `|t| * `|b z - b y| <= S.
  have one := best1 y; have two := best2 y; move: one two; rewrite /favours !dotBr !dotDr !dotZr.
  rewrite -/(a y) -/(a z) -/(b y) -/(b z) => one two.
  have small : a z - a y <= S.
    apply: le_trans (ler_norm _) _; rewrite /S (bigD1 z) //= (bigD1 y) //= -addrA ler_addl.
    by rewrite addr_ge0 ?sumr_ge0 // => ? _; rewrite sumr_ge0.
  apply: le_trans small; rewrite -normrM ler_norml; apply/andP; split.
    rewrite -subr_ge0; have -> : t * (b z - b y) - - (a z - a y) = a z + t * b z - (a y + t * b y) by ring.
    by rewrite subr_ge0.
  rewrite -subr_ge0; have -> : a z - a y - t * (b z - b y) = a z - t * b z - (a y - t * b y) by ring.
  by rewrite subr_ge0.
suff le : `|t| * `|b y1 - b y2| <= 2%:R * S by have := lt_le_trans far le; rewrite ltxx.
have -> : b y1 - b y2 = (b z - b y2) - (b z - b y1) by ring.
apply: (@le_trans _ _ (`|t| * (`|b z - b y2| + `|b z - b y1|))).
  by rewrite ler_wpmul2l ?normr_ge0 // ler_norm_sub.
by rewrite mulrDr mulr2n mulrDl !mul1r ler_add.
Qed.

(* (b) a head outside the span: any rewards at all, and every training user keeps theirs *)
Theorem T28_outside w : ~~ (w <= span train heads)%MS ->
  forall B f, exists B', (forall u, train u -> heads u *m B' = heads u *m B) /\ w *m B' = f.
Proof.
rewrite submxE => out B f; set G := span train heads in out *.
have [j wj] : exists j, (w *m cokermx G) 0 j != 0.
  apply/existsP; apply: contraR out => /existsPn all0; apply/eqP/matrixP => i j; rewrite ord1 [RHS]mxE.
  by apply/eqP; have := all0 j; rewrite negbK.
set a := (w *m cokermx G) 0 j in wj; pose v : 'cV[R]_k := a^-1 *: col j (cokermx G).
have hv u : train u -> heads u *m v = 0.
  move: u; apply/span_kill; rewrite -scalemxAr.
  by have -> : G *m col j (cokermx G) = 0; [rewrite colE mulmxA mulmx_coker mul0mx | rewrite scaler0].
have wv : w *m v = 1%:M.
  rewrite -scalemxAr colE mulmxA -colE; apply/matrixP => i l; rewrite !ord1 [LHS]mxE [X in _ * X]mxE.
  by rewrite -/a mulVf // mxE.
exists (B + v *m (f - w *m B)); split=> [u tu|].
  by rewrite mulmxDr mulmxA hv // mul0mx addr0.
by rewrite mulmxDr mulmxA wv mul1mx addrC subrK.
Qed.
End NewUser.

(** * The three statements, for prompts and responses *)

Section Statements.
Variables (R : realFieldType) (d : nat) (X Y : finType) (phi : X -> Y -> 'rV[R]_d) (prompts : pred X).
Local Notation F := (features phi prompts).
Local Notation compare := (comparison phi).

Theorem T28_identify (V : 'M[R]_d) : exists q : 'I_(\rank (V *m F^T)) -> X * (Y * Y),
  (forall i, prompts (q i).1) /\
  forall v v', (v <= V)%MS -> (v' <= V)%MS -> (forall i, dot (compare (q i)) v = dot (compare (q i)) v') ->
  forall q', prompts q'.1 -> dot (compare q') v = dot (compare q') v'.
Proof.
have [q [asked det]] := enough_comparisons (fun q : X * (Y * Y) => prompts q.1) compare V.
exists q; split=> // v v' vV vV' same q' pq'; apply/eqP; rewrite -subr_eq0 -dotBr; apply/eqP.
apply: (proj1 (same_answers (fun q : X * (Y * Y) => prompts q.1) compare (v - v'))) => //.
by apply: det => [|i]; [rewrite addmx_sub ?eqmx_opp | rewrite dotBr same subrr].
Qed.

Theorem T28_fewer (V : 'M[R]_d) s (strategy : seq R -> X * (Y * Y)) f :
  (s < \rank (V *m F^T))%N ->
  exists n, [/\ (n <= V)%MS,
    forall t, answers compare strategy (f + t *: n) s = answers compare strategy f s &
    exists2 z, prompts z & exists t0, forall t, t0 < `|t| -> forall y,
      ~ ((forall y', favours phi (f + t *: n) z y y') /\ (forall y', favours phi (f - t *: n) z y y'))].
Proof.
move=> few; have [n [nV Fn zero]] := unseen (fun i : 'I_s => compare (strategy (answers compare strategy f i))) few.
exists n; split=> [//|t|].
  by apply: same_line => i lt; apply: (zero (Ordinal lt)).
by have [q [pq nq]] := some_difference Fn; exists q.1 => //; apply: torn.
Qed.
End Statements.
