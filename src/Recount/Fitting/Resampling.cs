using Recount.Statistics;

namespace Recount.Fitting;

/// <summary>How a bootstrap draws its rows and where each of its fits begins.</summary>
/// <param name="Draws">How many resamples.</param>
/// <param name="Seed">Of NumPy's legacy stream, see <see cref="MersenneTwister"/>.</param>
/// <param name="Share">Of the rows, how many are drawn; 1: as many as there are.</param>
/// <param name="Replacement">A row can be drawn again.</param>
/// <param name="Start">The parameters at which every fit begins; null: the optimum of all rows.</param>
public sealed record Resampling(int Draws, uint Seed, double Share, bool Replacement, IReadOnlyList<double>? Start)
{
    /// <summary>More draws than this are made only where everything is asked for.</summary>
    public const int Many = 500;

    /// <summary>How often each row is drawn, one array per resample, all from one stream.</summary>
    public IReadOnlyList<double[]> Rows(int rows) => Subsamples.Draw(new(Seed), rows, (int)Math.Round(Share * rows), Draws, Replacement);
}
