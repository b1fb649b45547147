using System.Numerics;

namespace Recount.Statistics;

/// <summary>Whole numbers from a least to a most; none when the most is below the least.</summary>
public readonly record struct Counts(BigInteger Least, BigInteger Most)
{
    public bool None => Most < Least;

    public BigInteger Number => None ? BigInteger.Zero : Most - Least + 1;
}
