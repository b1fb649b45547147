using CsCheck;
using Recount.Fitting.Models;
using Recount.Quantities;
using Recount.Quantities.Expressions;
using Recount.Tests.Quantities.Expressions;

namespace Recount.Tests.Fitting;

/// <summary>Random models against exact arithmetic and proven ranges of derivatives.</summary>
public class ModelProperties
{
    [Fact]
    public void Values_and_gradients_are_those_of_the_expression()
    {
        var compared = 0;
        Gen.Select(RandomFormulas.Expressions, Gen.Int[-8, 12].Array[2], Gen.Int[-8, 12].Array[4]).Sample((expression, quarters, rows) =>
        {
            // Inputs 0 and 1 are parameters, input 2 is a column; what takes several numbers at once has no value for one row.
            if (expression.Nodes().OfType<Expression.Call>().Any(c => c.Function is "sum" or "mean" or "median" or "count"))
            {
                return;
            }

            double[] point = [quarters[0] / 4.0, quarters[1] / 4.0];
            double[] column = [.. rows.Select(r => r / 4.0)];
            var evaluation = new Adjoint(Model.Of(expression, 2, [column], column.Length));
            double[] values = [.. evaluation.At(point)];
            for (var row = 0; row < rows.Length; row++)
            {
                Rational[] at = [new(quarters[0], 4), new(quarters[1], 4), new(rows[row], 4)];
                var exact = Reading.Of(expression, [.. at.Select(Exact.Of)]);
                var slopes = Reading.Of(expression, [.. at.Select((v, i) => Slopes.Input(Bracket.Of(v), i, 3))]);
                if (exact.Why is not null || slopes.Value.Gap is not null || Math.Abs(exact.Middle.ToDouble()) is > 1e100 or (> 0 and < 1e-100))
                {
                    continue;
                }

                // A power of a negative number is a product where its exponent is written as a whole number, and has no value in a fit where it is not.
                if (double.IsNaN(values[row]))
                {
                    Assert.Contains(expression.Nodes(), n => n is Expression.Binary { Operator: '^' });
                    continue;
                }

                var size = Math.Max(1e-3, expression.Nodes().Count());
                Assert.Equal(exact.Middle.ToDouble(), values[row], Math.Abs(exact.Middle.ToDouble() * 1e-9 * size) + (1e-9 * Largest(expression, at)));
                if (IsAtKink(expression, at))
                {
                    continue;
                }

                double[] weights = new double[rows.Length], gradient = new double[2];
                weights[row] = 1;
                evaluation.Gradient(weights, gradient);
                for (var p = 0; p < 2; p++)
                {
                    var bracket = slopes[p];
                    var slack = (1e-8 * size * (Math.Abs(bracket.Low) + Math.Abs(bracket.High))) + 1e-9;
                    if (double.IsFinite(bracket.Low) && double.IsFinite(bracket.High) && Math.Abs(bracket.High) < 1e100 && double.IsFinite(gradient[p]))
                    {
                        Interlocked.Increment(ref compared);
                        Assert.InRange(gradient[p], bracket.Low - slack, bracket.High + slack);
                    }
                }
            }
        }, iter: 3_000);
        Assert.True(compared > 5_000, $"{compared} derivatives were compared");
    }

    // Where an absolute value is taken of what is zero but for rounding, or two candidates of a minimum are equal but for it, doubles may stand on the other side.
    private static bool IsAtKink(Expression expression, Rational[] at)
    {
        double? Of(Expression node) => node is not Expression.Column && Reading.Of(node, [.. at.Select(Exact.Of)]) is { Why: null } value ? value.Middle.ToDouble() : null;
        var rounding = 1e-12 * Largest(expression, at);
        return expression.Nodes().OfType<Expression.Call>().Where(c => c.Function is "abs" or "min" or "max").Any(c =>
        {
            var values = c.Arguments.Select(Of).OfType<double>().ToList();
            return c.Function == "abs" ? values.Any(v => Math.Abs(v) <= rounding) : values.Order().Zip(values.Order().Skip(1)).Any(p => p.Second - p.First <= rounding);
        });
    }

    // What cancels inside the expression may be as large as this.
    private static double Largest(Expression expression, Rational[] at) => expression.Nodes().Where(n => n is not Expression.Column)
        .Select(n => Reading.Of(n, [.. at.Select(Exact.Of)])).Where(v => v.Why is null).Select(v => Math.Abs(v.Middle.ToDouble())).Append(1).Max();
}
