namespace Recount.Quantities.Expressions;

/// <summary>
/// Elementary functions on doubles with proven ends. The platform's exp, log and pow are within one unit in the last place;
/// results are widened by four, which a test holds against rational series. Sums, products, quotients and roots are correctly
/// rounded by IEEE 754 and widened by one.
/// </summary>
internal static class Elementary
{
    /// <summary>Units in the last place by which exp, log and pow are widened.</summary>
    public const int Ulps = 4;

    public static double Down(double value) => double.IsNaN(value) ? double.NegativeInfinity : Math.BitDecrement(value);

    public static double Up(double value) => double.IsNaN(value) ? double.PositiveInfinity : Math.BitIncrement(value);

    public static (double Low, double High) Exp(double low, double high) => (Math.Max(0, DownFar(Math.Exp(low))), UpFar(Math.Exp(high)));

    /// <summary>For positive ends; zero gives minus infinity.</summary>
    public static (double Low, double High) Ln(double low, double high) => (DownFar(Math.Log(low)), UpFar(Math.Log(high)));

    public static (double Low, double High) Sqrt(double low, double high) => (Math.Max(0, Down(Math.Sqrt(low))), Up(Math.Sqrt(high)));

    /// <summary>Real powers of a positive base: the exponent times the logarithm is bilinear, so the extremes lie at corners.</summary>
    public static (double Low, double High) Power(double low, double high, double exponentLow, double exponentHigh)
    {
        Span<double> corners = [Math.Pow(low, exponentLow), Math.Pow(low, exponentHigh), Math.Pow(high, exponentLow), Math.Pow(high, exponentHigh)];
        var (min, max) = (double.PositiveInfinity, 0.0);
        foreach (var corner in corners)
        {
            (min, max) = double.IsNaN(corner) ? (0, double.PositiveInfinity) : (Math.Min(min, corner), Math.Max(max, corner));
        }

        return (Math.Max(0, DownFar(min)), UpFar(max));
    }

    private static double DownFar(double value)
    {
        for (var i = 0; i < Ulps; i++)
        {
            value = Down(value);
        }

        return value;
    }

    private static double UpFar(double value)
    {
        for (var i = 0; i < Ulps; i++)
        {
            value = Up(value);
        }

        return value;
    }
}
