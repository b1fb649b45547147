using Recount.Statistics;

namespace Recount.Tests.Statistics;

/// <summary>What NumPy 1.24.2 draws after <c>numpy.random.seed(42)</c>.</summary>
public class MersenneTwisterTests
{
    [Fact]
    public void The_bits_are_those_of_the_twister()
    {
        var random = new MersenneTwister(42);
        Assert.Equal([1608637542u, 3421126067u, 4083286876u], Enumerable.Range(0, 3).Select(_ => random.Next()));
    }

    [Fact]
    public void Whole_numbers_are_masked_and_rejected()
    {
        var random = new MersenneTwister(42);
        Assert.Equal([102, 179, 92, 14, 106, 71, 188, 20, 102, 121], Enumerable.Range(0, 10).Select(_ => random.Next(240)));
        Assert.Equal([466, 214, 330, 458, 87], Enumerable.Range(0, 5).Select(_ => random.Next(1000)));
        Assert.Equal(0, random.Next(1));
    }
}
