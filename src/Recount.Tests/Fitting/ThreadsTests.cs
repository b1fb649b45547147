using Recount.Fitting;
using Recount.Fitting.Minima;
using Recount.Fitting.Objectives;
using Recount.Statistics;

namespace Recount.Tests.Fitting;

/// <summary>Results that hang on no number of threads: the same bits as a loop on this thread gives, and beside other work.</summary>
public class ThreadsTests
{
    private static readonly (double[] N, double[] D) Runs = Synthetic.Runs(1e7, 1e10, 8, 1e9, 1e12, 9);

    private static readonly double[] Truth = [6, 6.5, 0.6, 0.34, 0.3];

    [Fact]
    public void Many_starts_give_the_bits_of_one_after_the_other() => OneByOne(Law(new Loss.Huber(1e-3)), Starts);

    [Fact]
    public void Many_starts_of_squares_give_the_bits_of_one_after_the_other() => OneByOne(Law(new Loss.Squares()), Starts);

    [Fact]
    public void Corners_give_the_bits_of_one_after_the_other() => OneByOne(Law(new Loss.Absolute()), Starts[..12]);

    [Fact]
    public void Many_starts_that_are_abandoned_give_the_same_bits_whoever_works_beside_them() =>
        Same(() => Multistart.RunAbandoning(Law(new Loss.Huber(1e-3)), [.. Starts, .. Starts, .. Starts]).Solutions);

    [Theory]
    [InlineData("squares")]
    [InlineData("huber")]
    [InlineData("absolute")]
    public void Resamples_give_the_bits_of_one_after_the_other(string loss)
    {
        var problem = Law(loss == "squares" ? new Loss.Squares() : loss == "huber" ? new Loss.Huber(1e-3) : new Loss.Absolute());
        var draws = new Resampling(20, 42, 1, true, null).Rows(problem.Model.Rows);
        var all = Same(() => Bootstrap.Fit(problem, draws.Count, i => draws[i], Truth, new Optimiser.ToTheEnd()));

        // Each by an objective of its own: one that was weighed for a resample has nothing of it left for the next.
        Equal([.. draws.Select(d => Minimum(problem with { Weights = d }, Truth))], all);
    }

    [Fact]
    public void The_jackknife_gives_the_bits_of_one_after_the_other()
    {
        var problem = Law(new Loss.Huber(1e-3));
        var fit = new Fit(problem, [Truth], new Optimiser.ToTheEnd(), null);
        var best = fit.Best(TestContext.Current.CancellationToken).Point;
        var left = fit.Jackknife(TestContext.Current.CancellationToken);

        Assert.All(left, (p, i) => Assert.Equal(fit.Parameters(Minimum(problem with { Weights = [.. Enumerable.Range(0, left.Count).Select(r => r == i ? 0.0 : 1)] }, best).Point), p));
        Assert.All(left.Zip(fit.Jackknife(TestContext.Current.CancellationToken)), x => Assert.Equal(x.First, x.Second));
    }

    private static void OneByOne(FitProblem problem, List<double[]> starts) =>
        Equal([.. starts.Select(s => Minimum(problem, s))], Same(() => Multistart.Run(problem, starts, new Optimiser.ToTheEnd()).Solutions));

    private static Solution Minimum(FitProblem problem, double[] start) => new Optimiser.ToTheEnd().Minimise(problem, new(problem), start);

    // Alone, and four at a time, which leaves each of them now more threads and now fewer.
    private static IReadOnlyList<Solution> Same(Func<IReadOnlyList<Solution>> run)
    {
        var once = run();
        var beside = new IReadOnlyList<Solution>[4];
        Parallel.Invoke([.. Enumerable.Range(0, beside.Length).Select(i => (Action)(() => beside[i] = run()))]);
        Assert.Contains(once, s => s is Solution.Converged);
        Assert.All(beside, other => Equal(once, other));
        return once;
    }

    private static void Equal(IReadOnlyList<Solution> expected, IReadOnlyList<Solution> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), x =>
        {
            Assert.Equal((x.First.GetType(), x.First.Value, x.First.Steps), (x.Second.GetType(), x.Second.Value, x.Second.Steps));
            Assert.Equal(x.First.Point, x.Second.Point);
        });
    }

    private static List<double[]> Starts =>
    [
        .. from a in new double[] { 0, 5, 15 } from b in new double[] { 0, 10 } from e in new double[] { -1, 1 } from alpha in new[] { 0, 0.5, 1.5 } from beta in new[] { 0, 0.5 }
           select new[] { a, b, e, alpha, beta },
    ];

    private static FitProblem Law(Loss loss)
    {
        var noise = new MersenneTwister(5).Normals(Runs.N.Length);
        return new(Fits.Model("E + A / N^alpha + B / D^beta", ["A", "B", "E", "alpha", "beta"], ("N", Runs.N), ("D", Runs.D)).Ln(),
            [new("A", true), new("B", true), new("E", true), new("alpha"), new("beta")],
            [.. noise.Select((z, i) => Math.Log(1.8 + (Math.Exp(6) / Math.Pow(Runs.N[i], 0.34)) + (Math.Exp(6.5) / Math.Pow(Runs.D[i], 0.3))) + (0.005 * z))], loss, []);
    }
}
