using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Recount.Scoring;

/// <summary>How the shots of an item, the solved examples before its question, are chosen from a pool. A closed family.</summary>
public abstract record FewShotRule
{
    private FewShotRule()
    {
    }

    /// <summary>
    /// Ours. What an item is shown depends on the task, the seed, the item and the pool, never on the other items, their order or their number; and its first
    /// k shots are those that it has when only k are asked for.
    /// </summary>
    /// <remarks>
    /// SHA-256 of the UTF-8 bytes of task and item id, each behind its length in 8 bytes, and the seed in 8 bytes between them, all little-endian. The digest, as a
    /// little-endian whole number, seeds a <see cref="PythonRandom"/>; it draws indexes of the pool, and those that came before or hold the item itself do not count.
    /// </remarks>
    /// <param name="Task">The task's name.</param>
    public sealed record ByItem(string Task, long Seed) : FewShotRule
    {
        internal PythonRandom Generator(string item)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            void Add(byte[] bytes)
            {
                hash.AppendData(Bytes(bytes.Length));
                hash.AppendData(bytes);
            }

            Add(Encoding.UTF8.GetBytes(Task));
            hash.AppendData(Bytes(Seed));
            Add(Encoding.UTF8.GetBytes(item));
            return new PythonRandom(new BigInteger(hash.GetHashAndReset(), isUnsigned: true));
        }

        private static byte[] Bytes(long number)
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return bytes;
        }
    }

    /// <summary>
    /// lm-evaluation-harness's default sampler: one generator for the task, advanced by every item in turn, so that shots depend on the order and the
    /// number of items before. From the evaluated split one more is drawn, and the item itself is taken out.
    /// </summary>
    public sealed record InOrder(long Seed = 1234) : FewShotRule;

    /// <summary>lm-evaluation-harness's <c>first_n</c>: the first examples as they stand, of the evaluated split those that are not the item itself.</summary>
    public sealed record First : FewShotRule;

    /// <summary>The shots of items. No shots are no draw: then nothing is refused.</summary>
    /// <param name="items">What is evaluated, in the order of evaluation.</param>
    /// <param name="shots">Shots of each item, from 0.</param>
    public FewShotDraws Draw(FewShotPool pool, IReadOnlyList<FewShotItem> items, int shots)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(shots);
        if (shots == 0)
        {
            return new FewShotDraws.Drawn([.. items.Select(_ => Array.Empty<int>())]);
        }

        var count = pool.Contents.Count;
        if (pool is FewShotPool.Unguarded)
        {
            return new FewShotDraws.Leaking(Math.Min(1, (double)shots / Math.Max(1, count)));
        }

        var generator = this is InOrder { Seed: var seed } ? new PythonRandom(seed) : null;
        var guarded = pool is FewShotPool.Evaluated || (generator is not null && pool is FewShotPool.Apart { OneMore: true });
        var drawnAtOnce = generator is not null && guarded ? shots + 1 : shots;
        var alike = guarded ? pool.Contents.CountBy(c => c, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) : [];
        var all = new List<IReadOnlyList<int>>(items.Count);
        foreach (var item in items)
        {
            bool Serves(int at) => !guarded || !string.Equals(pool.Contents[at], item.Content, StringComparison.Ordinal);
            var left = count - alike.GetValueOrDefault(item.Content);
            if (left < shots || count < drawnAtOnce)
            {
                return new FewShotDraws.TooFew(item.Id, left, shots);
            }

            var drawn = this switch
            {
                ByItem rule => Different(rule.Generator(item.Id), count, Serves),
                InOrder => generator!.Sample(count, drawnAtOnce).Where(Serves),
                First => Enumerable.Range(0, count).Where(Serves),
                _ => throw new UnreachableException(),
            };
            all.Add([.. drawn.Take(shots)]);
            if (all[^1].Count < shots)
            {
                return new FewShotDraws.TooFew(item.Id, all[^1].Count, shots);
            }
        }

        return new FewShotDraws.Drawn(all);
    }

    // Without end where too few serve: whoever asks has counted them.
    private static IEnumerable<int> Different(PythonRandom random, int of, Func<int, bool> serves)
    {
        for (var seen = new HashSet<int>(); ;)
        {
            var at = random.Below(of);
            if (serves(at) && seen.Add(at))
            {
                yield return at;
            }
        }
    }
}
