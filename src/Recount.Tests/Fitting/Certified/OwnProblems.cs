using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Recount.Fitting;

namespace Recount.Tests.Fitting.Certified;

/// <summary>
/// Six problems of our own against minima computed in 96 digits from the same doubles, from a near and a far start. The digits that are asked for are those that doubles
/// can give: a residual of size r carries the rounding of the values that it is a difference of, and an ill-conditioned problem multiplies that; a search
/// by gradients alone sees the square of the condition.
/// </summary>
public class OwnProblems
{
    private static readonly Reference[] All =
    [
        Of("a polynomial of degree 6, as ill-conditioned as Longley's", "b0 + b1*x + b2*x^2 + b3*x^3 + b4*x^4 + b5*x^5 + b6*x^6", Range(30, 1, 7),
            [40, -60, 35, -10, 1.5, -0.1, 0.003], [0, 0, 0, 0, 0, 0, 0], 0.3, 3, 7),
        Of("a polynomial of degree 10, as ill-conditioned as Filip's", "b0 + x*(b1 + x*(b2 + x*(b3 + x*(b4 + x*(b5 + x*(b6 + x*(b7 + x*(b8 + x*(b9 + x*b10)))))))))", Range(80, 3, 9),
            [-1467, 2772, -2316, 1128, -354, 75.1, -10.9, 1.06, -0.067, 0.00247, -0.0000403], new double[11], 0.003, 7, 0),
        Of("an exponential decay", "a * exp(-b * x) + c", Range(25, 0, 12), [5, 0.4, 1.2], [1, 2, 0], 0.05, 10, 10),
        Of("a sum of two exponentials", "a * exp(-b * x) + c * exp(-d * x)", Range(40, 0, 8), [3, 0.3, 5, 1.5], [1, 0.05, 1, 4], 0.02, 10, 9),
        Of("a power law with an offset", "E + A / x^alpha", [.. Range(30, 6, 10.5).Select(p => Math.Round(Math.Pow(10, p)))], [1.7, 400, 0.34], [1, 20, 0.1], 0.01, 9, 9, "A", "E"),
        Of("a rational function", "(p + q*x + r*x^2) / (1 + s*x + t*x^2)", Range(40, -2, 9), [2, 1, 0.3, -0.1, 0.2], [1, 0, 0, 0, 0.1], 0.05, 9, 9),
        Of("a logistic curve", "L / (1 + exp(b - c * x))", Range(20, 0, 14), [180, 3, 0.6], [100, 1, 1], 2, 10, 10),
    ];

    private static readonly Dictionary<string, (double[] Parameters, double Squares)> Certified = All.ToDictionary(r => r.Title, r => r.Certify());

    public static TheoryData<string, bool> Starts => [.. All.SelectMany(r => new[] { (r.Title, false), (r.Title, true) })];

    [Theory]
    [MemberData(nameof(Starts))]
    public void Levenberg_and_Marquardt_reach_the_certified_digits(string title, bool isFar)
    {
        var reference = All.Single(r => r.Title == title);
        var (problem, start) = (reference.Problem, isFar ? reference.Far : reference.Near);
        var solution = LevenbergMarquardt.Minimise(problem, new Objective(problem).Point(start));

        Assert.IsType<Solution.Converged>(solution);
        Report(reference, "LM", solution, new Objective(problem).Parameters(solution.Point));
    }

    private static void Report(Reference reference, string what, Solution solution, double[] parameters)
    {
        var (certified, squares) = Certified[reference.Title];
        TestContext.Current.TestOutputHelper!.WriteLine($"{reference.Title} {what} {solution.GetType().Name} {solution.Steps} steps, share {solution.Gradient:E1}: parameters {Digits.Least(certified, parameters):0.0}, squares {Digits.Of(squares, solution.Value):0.0} of {squares:R}, point {string.Join(' ', parameters)}");
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Bfgs_reaches_them_too(string title, bool isFar)
    {
        var reference = All.Single(r => r.Title == title);
        var objective = new Objective(reference.Problem);
        var solution = Bfgs.Minimise(objective, objective.Point(isFar ? reference.Far : reference.Near));
        Report(reference, "BFGS", solution, objective.Parameters(solution.Point));
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void MathNet_s_search_agrees(string title, bool isFar)
    {
        var reference = All.Single(r => r.Title == title);
        var (jacobian, n) = (new Jacobian(reference.Problem.Model), reference.Names.Length);
        Vector<double> Values(Vector<double> p, Vector<double> x)
        {
            var values = new double[reference.X.Length];
            jacobian.At(p.AsArray(), values);
            return Vector<double>.Build.Dense(values);
        }

        var model = ObjectiveFunction.NonlinearModel(Values, Vector<double>.Build.Dense(reference.X), Vector<double>.Build.Dense(reference.Y));
        var found = new LevenbergMarquardtMinimizer(1e-3, 1e-15, 1e-15, 1e-15, 1000).FindMinimum(model, Vector<double>.Build.Dense(isFar ? reference.Far : reference.Near));
        var (certified, squares) = Certified[reference.Title];
        TestContext.Current.TestOutputHelper!.WriteLine($"{reference.Title} MathNet {found.ReasonForExit}: parameters {Digits.Least(certified, [.. found.MinimizingPoint]):0.0}");
    }

    // Observed: the model at the parameters, and a wave that no model here can follow, rounded to six decimals.
    private static Reference Of(string title, string formula, double[] x, double[] near, double[] far, double noise, int least, int leastBfgs, params string[] logs)
    {
        var names = formula.Split([.. "+-*/^() ,"], StringSplitOptions.RemoveEmptyEntries).Where(n => char.IsLetter(n[0]) && n is not ("x" or "exp")).Distinct().ToArray();
        var values = new double[x.Length];
        new Jacobian(Fits.Model(formula, names, ("x", x))).At([.. names.Select(n => near[Array.IndexOf(names, n)])], values);
        double[] y = [.. values.Select((v, i) => Math.Round(v + (noise * Math.Sin(37.0 * (i + 1) * (i + 1))), 6))];
        return new(title, formula, names, x, y, near, far, logs);
    }

    private static double[] Range(int count, double from, double to) => [.. Enumerable.Range(0, count).Select(i => Math.Round(from + ((to - from) * i / (count - 1)), 4))];
}
