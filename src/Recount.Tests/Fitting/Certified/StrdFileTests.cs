using Recount.Fitting.Objectives;

namespace Recount.Tests.Fitting.Certified;

/// <summary>The format of NIST's files, on a problem of our own: two predictors, a logarithm of the response, a model on two lines.</summary>
public class StrdFileTests
{
    private const string Text = """
        NIST/ITL StRD
        Dataset Name:  Invented          (Invented.dat)

        File Format:   ASCII
                       Starting Values   (lines 21 to 22)
                       Certified Values  (lines 21 to 27)
                       Data              (lines 31 to 35)

        Data:          1 Response  (y = invented)
                       2 Predictors (x1, x2)
                       5 Observations

        Model:         Miscellaneous Class
                       2 Parameters (b1 and b2)

                       log[y] = b1*(x1**2 - x1)
                                 + exp[-b2*x2] * pi  +  e

                  Starting Values                  Certified Values
                Start 1     Start 2           Parameter     Standard Deviation
          b1 =   1           0.4             5.0000000000E-01  0.0000000000E+00
          b2 =   1.5E+00     0.3             2.5000000000E-01  0.0000000000E+00

        Residual Sum of Squares:                    2.5000000000E-01
        Residual Standard Deviation:                0.0000000000E+00
        Degrees of Freedom:                                  3
        Number of Observations:                              5


        Data:   y             x1          x2
             4.0E0            1           2
             5.0              2           3.5
             6.0              2.5         4
             7.0             -1           6
             8.0              0           8
        """;

    [Fact]
    public void Starts_certified_values_rows_and_model_are_read()
    {
        var file = StrdFile.Read(Text);

        Assert.Equal(("Invented", true, null, 0.25), (file.Name, file.IsLog, file.Lacks, file.Squares));
        Assert.Equal("b1*(x1^2 - x1) + exp(-b2*x2) * 3.141592653589793", file.Formula);
        Assert.Equal([0.5, 0.25], file.Certified);
        Assert.Equal<double[]>([[1, 1.5], [0.4, 0.3]], file.Starts);
        Assert.Equal(["x1", "x2"], file.Predictors);
        Assert.Equal<double[]>([[4, 5, 6, 7, 8], [1, 2, 2.5, -1, 0], [2, 3.5, 4, 6, 8]], file.Columns);
    }

    [Fact]
    public void The_problem_is_that_of_the_model()
    {
        var (squares, expected) = (new Objective(StrdFile.Read(Text).Problem).At([0.5, 0.25], new double[2]), 0.0);
        foreach (var (y, x1, x2) in new (double, double, double)[] { (4, 1, 2), (5, 2, 3.5), (6, 2.5, 4), (7, -1, 6), (8, 0, 8) })
        {
            expected += Math.Pow(Math.Log(y) - (0.5 * ((x1 * x1) - x1)) - (Math.Exp(-0.25 * x2) * Math.PI), 2);
        }

        Assert.Equal(expected, squares, 12);
    }

    [Fact]
    public void A_function_that_formulas_lack_is_named() => Assert.Equal("arctan", StrdFile.Read(Text.Replace("exp[", "arctan[", StringComparison.Ordinal)).Lacks);
}
