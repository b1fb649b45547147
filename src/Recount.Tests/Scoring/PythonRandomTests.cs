using System.Numerics;
using Recount.Scoring;

namespace Recount.Tests.Scoring;

/// <summary>What CPython 3.11.7 draws.</summary>
public class PythonRandomTests
{
    [Fact]
    public void Fractions_are_those_of_Python()
    {
        var random = new PythonRandom(1234);
        Assert.Equal(
            [0.9664535356921388, 0.4407325991753527, 0.007491470058587191, 0.9109759624491242, 0.939268997363764],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
        random = new PythonRandom(0);
        Assert.Equal([0.8444218515250481, 0.7579544029403025, 0.420571580830845], Enumerable.Range(0, 3).Select(_ => random.Next()));
    }

    [Fact]
    public void Bits_are_those_of_Python()
    {
        var random = new PythonRandom(1234);
        Assert.Equal([4150886329, 3342196574, 1892932127, 501869158, 32175636], Enumerable.Range(0, 5).Select(_ => random.Bits(32)));
        random = new PythonRandom(99);
        Assert.Equal(2706498745, Enumerable.Range(0, 2000).Select(_ => random.Bits(32)).ToList()[^1]);
    }

    [Fact]
    public void Fewer_bits_are_the_upper_ones_and_none_draws_nothing()
    {
        var random = new PythonRandom(1234);
        Assert.Equal([1, 0, 99, 946466063, 501869158, 1], new[] { 1, 0, 7, 31, 32, 8 }.Select(random.Bits));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Bits(33));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Bits(-1));
    }

    [Fact]
    public void A_large_seed_is_taken_whole()
    {
        var random = new PythonRandom(BigInteger.Pow(2, 80) + 12345);
        Assert.Equal([3137230745, 1980212638, 1802603421], Enumerable.Range(0, 3).Select(_ => random.Bits(32)));
        random = new PythonRandom(BigInteger.Pow(2, 32));
        Assert.Equal([485306839, 1508871100], Enumerable.Range(0, 2).Select(_ => random.Bits(32)));
        Assert.Equal(479690909u, new PythonRandom(BigInteger.Pow(3, 20000)).Bits(32));
    }

    [Fact]
    public void The_sign_of_a_seed_does_not_count() => Assert.Equal(0.9664535356921388, new PythonRandom(-1234).Next());

    [Fact]
    public void Whole_numbers_are_rejected_as_Python_rejects_them()
    {
        var random = new PythonRandom(7);
        Assert.Equal([0, 0, 1, 0, 74, 1763673106], new[] { 1, 2, 3, 8, 1000, int.MaxValue }.Select(random.Below));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Below(0));
    }

    [Fact]
    public void Samples_are_those_of_Python()
    {
        var random = new PythonRandom(1234);
        Assert.Equal([[7, 1, 0], [1, 0, 9], [1, 5, 3], [0, 9, 8]], Enumerable.Range(0, 4).Select(_ => random.Sample(10, 3)));
        random = new PythonRandom(1234);
        Assert.Equal([[99, 56, 14, 0, 11], [74, 4, 85, 88, 10], [12, 98, 45, 30, 2]], Enumerable.Range(0, 3).Select(_ => random.Sample(100, 5)));
        Assert.Equal(
            [989, 796, 451, 119, 7, 92, 932, 965, 961, 826, 596, 35, 687, 709, 85, 100, 784, 363, 242, 17, 31, 807, 16, 354, 663],
            new PythonRandom(1234).Sample(1000, 25));
    }

    [Fact]
    public void Samples_change_their_way_at_the_size_at_which_Python_does()
    {
        var random = new PythonRandom(5);
        Assert.Equal([79, 32, 45, 67, 3, 59], random.Sample(85, 6));
        Assert.Equal([31, 83, 6, 20, 14, 47], random.Sample(86, 6));
        Assert.Equal([15, 7, 12], random.Sample(21, 3));
        Assert.Equal([17, 3, 18], random.Sample(22, 3));
        Assert.Equal([3, 0, 9, 7, 2, 1, 6, 8, 5, 4], random.Sample(10, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Sample(10, 11));
    }

    [Fact]
    public void Choices_are_those_of_Python() => Assert.Equal([8, 7, 4, 2, 5, 4, 7, 3, 4, 5, 9, 5], new PythonRandom(0).Choices(10, 12));
}
