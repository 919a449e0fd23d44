/* Greedy, round by round: the loop that the simulator is measured against.
 *
 * Uniform contexts and comparators, Bradley-Terry feedback, maximum likelihood over M models, lowest index on ties.
 * cc -O3 -march=native -shared -fPIC
 */
#include <stdint.h>

typedef struct { uint64_t s[4]; } stream;

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t bits(stream *r) {
    uint64_t result = rotate(r->s[0] + r->s[3], 23) + r->s[0], t = r->s[1] << 17;
    r->s[2] ^= r->s[0];
    r->s[3] ^= r->s[1];
    r->s[1] ^= r->s[2];
    r->s[0] ^= r->s[3];
    r->s[2] ^= t;
    r->s[3] = rotate(r->s[3], 45);
    return result;
}

static inline double uniform(stream *r) { return (bits(r) >> 11) * 0x1.0p-53; }

enum { M = 16, C = 8, Y = 4 };

/* policy[M][C], win[C][Y][Y], step[C][Y][Y][2][M], cost[M]; seeds[runs][4]; regret[runs]. */
void greedy(int64_t runs, int64_t horizon, const int32_t *restrict policy, const double *restrict win,
            const double *restrict step, const double *restrict cost, uint64_t *restrict seeds,
            double *restrict regret) {
    for (int64_t run = 0; run < runs; run++) {
        stream r = {{seeds[4 * run], seeds[4 * run + 1], seeds[4 * run + 2], seeds[4 * run + 3]}};
        double likelihood[M] = {0}, total = 0;
        for (int64_t t = 0; t < horizon; t++) {
            double top = likelihood[0];
            for (int m = 1; m < M; m++) top = likelihood[m] > top ? likelihood[m] : top;
            int lead = 0;
            while (likelihood[lead] != top) lead++;
            int c = (int)(uniform(&r) * C), y = policy[lead * C + c], other = (int)(uniform(&r) * (Y - 1));
            other += other >= y;
            int64_t pair = (c * Y + y) * Y + other;
            const double *change = step + (2 * pair + (uniform(&r) < win[pair])) * M;
            for (int m = 0; m < M; m++) likelihood[m] += change[m];
            total += cost[lead];
        }
        regret[run] = total;
    }
}
