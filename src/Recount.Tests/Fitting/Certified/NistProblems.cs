using Recount.Fitting.Minima;

namespace Recount.Tests.Fitting.Certified;

/// <summary>
/// NIST's certified problems of nonlinear regression (https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml), from the folder of <c>.dat</c> files that
/// <c>RECOUNT_NIST</c> names; they are not shipped.
/// </summary>
public class NistProblems
{
    private const string Unset = "RECOUNT_NIST names no folder with .dat files";

    public static TheoryData<string, int> Files
    {
        get
        {
            var folder = Environment.GetEnvironmentVariable("RECOUNT_NIST");
            string[] files = folder is not null && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.dat").Order()] : [];
            return files.Length == 0 ? [(Unset, 0)] : [.. files.SelectMany(f => new[] { (f, 1), (f, 2) })];
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_certified_problem_is_solved_to_six_digits(string file, int start)
    {
        Assert.SkipWhen(file == Unset, Unset);
        var problem = StrdFile.Read(File.ReadAllText(file));
        Assert.SkipWhen(problem.Lacks is not null, $"{problem.Name} needs {problem.Lacks}, which formulas lack");
        var solution = LevenbergMarquardt.Minimise(problem.Problem, problem.Starts[start - 1]);
        TestContext.Current.TestOutputHelper!.WriteLine($"{problem.Name} start {start}: {solution.GetType().Name} after {solution.Steps} steps; "
            + $"parameters {Digits.Least(problem.Certified, solution.Point):0.0}, squares {Digits.Of(problem.Squares, solution.Value):0.0} digits; {(solution as Solution.Stalled)?.Why} {string.Join(' ', solution.Point)}");

        Assert.IsType<Solution.Converged>(solution);
        Assert.InRange(Digits.Least(problem.Certified, solution.Point), 6, 15);
    }
}
