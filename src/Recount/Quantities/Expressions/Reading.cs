namespace Recount.Quantities.Expressions;

/// <summary>Reads one bound expression in any arithmetic: value, range or range with derivatives.</summary>
internal static class Reading
{
    /// <param name="inputs">One per input index.</param>
    public static T Of<T>(Expression expression, IReadOnlyList<T> inputs)
        where T : IReal<T>
        => expression switch
        {
            Expression.Number number => T.Of(number.Value),
            Expression.Input input => inputs[input.Index],
            Expression.Negate negate => T.Negate(Of(negate.Operand, inputs)),
            Expression.Binary { Operator: '^' } binary when WholePower(binary.Right) is { } power => T.Power(Of(binary.Left, inputs), power),
            Expression.Binary binary => Apply(binary.Operator, Of(binary.Left, inputs), Of(binary.Right, inputs)),
            Expression.Call call => Apply(call, inputs),
            _ => throw new System.Diagnostics.UnreachableException($"{expression.GetType().Name} stands where one number is needed."),
        };

    // A power that is written as a whole number, with or without a sign.
    private static int? WholePower(Expression exponent) => exponent switch
    {
        Expression.Number { Value: { IsWhole: true, Magnitude: < 20 } power } => (int)power.Numerator,
        Expression.Negate { Operand: Expression.Number { Value: { IsWhole: true, Magnitude: < 20 } power } } => -(int)power.Numerator,
        _ => null,
    };

    private static T Apply<T>(char @operator, T left, T right)
        where T : IReal<T>
        => @operator switch
        {
            '+' => T.Add(left, right),
            '-' => T.Subtract(left, right),
            '*' => T.Multiply(left, right),
            '/' => T.Divide(left, right),
            '^' => T.Power(left, right),
            _ => throw new System.Diagnostics.UnreachableException(@operator.ToString()),
        };

    private static T Apply<T>(Expression.Call call, IReadOnlyList<T> inputs)
        where T : IReal<T>
    {
        if (call.Function == "slope")
        {
            return Slope(Many(call.Arguments[0], inputs), Many(call.Arguments[1], inputs));
        }

        var x = call.Arguments.SelectMany(a => Many(a, inputs)).ToList();
        return call.Function switch
        {
            "exp" => T.Exp(x[0]),
            "ln" => T.Ln(x[0]),
            "log2" => T.Divide(T.Ln(x[0]), T.Ln(T.Of(2))),
            "log10" => T.Divide(T.Ln(x[0]), T.Ln(T.Of(10))),
            "sqrt" => T.Sqrt(x[0]),
            "abs" => T.Abs(x[0]),
            "min" => x.Aggregate(T.Min),
            "max" => x.Aggregate(T.Max),
            "sum" => Sum(x),
            "mean" => Mean(x),
            "median" => T.Median(x),
            "count" => T.Of(x.Count),
            _ => throw new System.Diagnostics.UnreachableException(call.Function),
        };
    }

    private static IEnumerable<T> Many<T>(Expression expression, IReadOnlyList<T> inputs)
        where T : IReal<T>
        => expression is Expression.Column column ? column.Items.Select(i => Of(i, inputs)) : [Of(expression, inputs)];

    private static T Sum<T>(IEnumerable<T> values)
        where T : IReal<T>
        => values.Aggregate(T.Add);

    private static T Mean<T>(IReadOnlyCollection<T> values)
        where T : IReal<T>
        => T.Divide(Sum(values), T.Of(values.Count));

    // Ordinary least squares of ln y on ln x: sum (u - mean u) v / sum (u - mean u)^2 with u = ln x, v = ln y.
    private static T Slope<T>(IEnumerable<T> xs, IEnumerable<T> ys)
        where T : IReal<T>
    {
        var u = xs.Select(T.Ln).ToList();
        var mean = Mean(u);
        var centred = u.Select(x => T.Subtract(x, mean)).ToList();
        var covariance = Sum(centred.Zip(ys.Select(T.Ln), T.Multiply));
        var variance = Sum(centred.Select(c => T.Power(c, 2)));
        return T.Divide(covariance, variance);
    }
}
