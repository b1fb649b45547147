namespace Recount.Scoring.Grids;

/// <summary>Draws from beta distributions whose parameters are both at least 1.</summary>
internal sealed class BetaDraws(PythonRandom random)
{
    /// <summary>X / (X + Y) of two gamma variates.</summary>
    public double Next(double a, double b)
    {
        var (x, y) = (Gamma(a), Gamma(b));
        return x / (x + y);
    }

    // Marsaglia and Tsang (2000), "A simple method for generating gamma variables"; right for shapes of at least 1.
    private double Gamma(double shape)
    {
        var d = shape - (1 / 3.0);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = Normal();
            var v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.Next()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    // Box and Muller (1958). 1 less a number below 1 is never 0.
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.Next())) * Math.Cos(2 * Math.PI * random.Next());
}
