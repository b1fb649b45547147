namespace Recount.Tests.Evaluation.Models;

/// <summary>
/// Weights that are a function of the seed, the tensor's name and the place in it: the same on every machine and in every variant. Uniform, and scaled so that attention is
/// picky and logits have a standard deviation of about 2.5. Matrices are [in, out], as a MatMul at the right takes them.
/// </summary>
internal static class RandomDecoderWeights
{
    private const double Spread = 2.5;

    /// <summary>As many values as <paramref name="dims"/> say; in half precision if the options say so, in a float each.</summary>
    public static float[] Of(RandomDecoderOptions options, string name, params int[] dims)
    {
        var (values, state) = (new float[dims.Aggregate(1, (a, b) => a * b)], Hash(name, options.Seed));
        var isNorm = name.Contains("norm", StringComparison.Ordinal);
        var width = Math.Sqrt(3) * Deviation(options, name);
        for (var i = 0; i < values.Length; i++)
        {
            var bits = Mix(state + ((ulong)i * 0x9E3779B97F4A7C15));
            var unit = ((bits >> 11) / (double)(1L << 52)) - 1;

            // A norm's weights have either sign, or the tied head would repeat the last token for ever.
            var value = (float)(isNorm ? Math.Sign(unit) * (0.5 + Math.Abs(unit)) : width * unit);
            values[i] = options.Float16 ? (float)(Half)value : value;
        }

        return values;
    }

    private static double Deviation(RandomDecoderOptions options, string name)
    {
        var (into, embedding) = (1 / Math.Sqrt(options.Width), options.TiedHead ? Spread / Math.Sqrt(options.Width) : 1);
        return name.Split('.')[^2] switch
        {
            "embed_tokens" => embedding,
            "q_proj" or "k_proj" or "gate_proj" or "up_proj" => 1.5 * into,
            "v_proj" => 2 * into,
            "o_proj" => embedding * into,
            "down_proj" => 2 * embedding / Math.Sqrt(options.Inner),
            "lm_head" => name.EndsWith(".bias", StringComparison.Ordinal) ? 1 : Spread * into,
            _ => 1,
        };
    }

    // FNV-1a.
    private static ulong Hash(string name, int seed) => name.Aggregate(14695981039346656037 ^ (ulong)seed, (hash, letter) => (hash ^ letter) * 1099511628211);

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
