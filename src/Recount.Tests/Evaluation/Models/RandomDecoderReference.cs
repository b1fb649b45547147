namespace Recount.Tests.Evaluation.Models;

/// <summary>The same decoder computed from its weights in double precision, token by token, with no graph, no batch and no cache.</summary>
internal static class RandomDecoderReference
{
    /// <summary>Logits after each token of one sequence, [tokens][vocabulary].</summary>
    /// <param name="shift">Position of the first token.</param>
    public static double[][] Logits(RandomDecoderOptions options, int[] ids, int shift = 0)
    {
        var (width, embedding) = (options.Width, Matrix(options, "model.embed_tokens.weight", options.Vocabulary, options.Width));
        double[][] hidden = [.. ids.Select(id => embedding[id])];
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var name = $"model.layers.{layer}";
            var attended = Attention(options, $"{name}.self_attn", Norm(options, $"{name}.input_layernorm.weight", hidden), shift);
            hidden = Sum(hidden, attended);
            var normed = Norm(options, $"{name}.post_attention_layernorm.weight", hidden);
            var gate = Product(normed, Matrix(options, $"{name}.mlp.gate_proj.weight", width, options.Inner));
            var up = Product(normed, Matrix(options, $"{name}.mlp.up_proj.weight", width, options.Inner));
            double[][] inner = [.. gate.Zip(up, (g, u) => g.Zip(u, (a, b) => a / (1 + Math.Exp(-a)) * b).ToArray())];
            hidden = Sum(hidden, Product(inner, Matrix(options, $"{name}.mlp.down_proj.weight", options.Inner, width)));
        }

        var last = Norm(options, "model.norm.weight", hidden);
        var logits = options.TiedHead
            ? [.. last.Select(h => embedding.Select(e => Dot(h, e)).ToArray())]
            : Product(last, Matrix(options, "lm_head.weight", width, options.Vocabulary));
        var bias = options.HeadBias ? RandomDecoderWeights.Of(options, "lm_head.bias", options.Vocabulary) : new float[options.Vocabulary];
        return [.. logits.Select(row => row.Zip(bias, (l, b) => Capped(options, l + b)).ToArray())];
    }

    private static double Capped(RandomDecoderOptions options, double logit) => options.SoftCap == 0 ? logit : options.SoftCap * Math.Tanh(logit / options.SoftCap);

    private static double[][] Attention(RandomDecoderOptions options, string name, double[][] hidden, int shift)
    {
        var (width, size, group) = (options.Width, options.HeadSize, options.Heads / options.KeyValueHeads);
        var query = Product(hidden, Matrix(options, $"{name}.q_proj.weight", width, width));
        var key = Product(hidden, Matrix(options, $"{name}.k_proj.weight", width, options.KeyValueHeads * size));
        var value = Product(hidden, Matrix(options, $"{name}.v_proj.weight", width, options.KeyValueHeads * size));
        var mixed = hidden.Select(_ => new double[width]).ToArray();
        for (var (head, now) = (0, 0); head < options.Heads; (head, now) = now + 1 < hidden.Length ? (head, now + 1) : (head + 1, 0))
        {
            var other = head / group;
            var asked = Turned(query[now].AsSpan(head * size, size), now + shift);
            double[] scores = [.. Enumerable.Range(0, now + 1).Select(then => Dot(asked, Turned(key[then].AsSpan(other * size, size), then + shift)) / Math.Sqrt(size))];
            double[] weights = [.. scores.Select(s => Math.Exp(s - scores.Max()))];
            for (var (then, all) = (0, weights.Sum()); then <= now; then++)
            {
                for (var i = 0; i < size; i++)
                {
                    mixed[now][(head * size) + i] += weights[then] / all * value[then][(other * size) + i];
                }
            }
        }

        return Product(mixed, Matrix(options, $"{name}.o_proj.weight", width, width));
    }

    // Pairs (i, i + half) turned by position / 10000^(2i / size), as complex numbers (Su et al. 2021, in the layout of GPT-NeoX).
    private static double[] Turned(ReadOnlySpan<double> head, int position)
    {
        var (half, turned) = (head.Length / 2, new double[head.Length]);
        for (var i = 0; i < half; i++)
        {
            var z = new System.Numerics.Complex(head[i], head[i + half]) * System.Numerics.Complex.FromPolarCoordinates(1, position * Math.Pow(10_000, -(double)i / half));
            (turned[i], turned[i + half]) = (z.Real, z.Imaginary);
        }

        return turned;
    }

    private static double[][] Norm(RandomDecoderOptions options, string name, double[][] hidden)
    {
        var weight = RandomDecoderWeights.Of(options, name, options.Width);
        return [.. hidden.Select(h => h.Zip(weight, (x, w) => x * w / Math.Sqrt((Dot(h, h) / h.Length) + 1e-5)).ToArray())];
    }

    private static double[][] Matrix(RandomDecoderOptions options, string name, int rows, int columns) =>
        [.. RandomDecoderWeights.Of(options, name, rows, columns).Chunk(columns).Select(row => Array.ConvertAll(row, w => (double)w))];

    private static double[][] Product(double[][] rows, double[][] matrix) =>
        [.. rows.Select(row => Enumerable.Range(0, matrix[0].Length).Select(column => row.Select((x, i) => x * matrix[i][column]).Sum()).ToArray())];

    private static double[][] Sum(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
