using Recount.Tests.Evaluation.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Recount.Training.Learning;

/// <summary>
/// A decoder of Llama's kind (root-mean-square norms before each part, rotary positions, gated feed-forward, no biases, head tied to the embedding), with the names and the layout that
/// weights have in the graph: matrices are [in, out].
/// </summary>
internal sealed class Reader : nn.Module<Tensor, Tensor>
{
    private const double Epsilon = 1e-5;

    private readonly Dictionary<string, Parameter> _weights = [];
    private readonly Tensor _cos;
    private readonly Tensor _sin;
    private readonly Tensor _ahead;

    /// <summary>Weights are random: draw the seed before.</summary>
    public Reader(RandomDecoderOptions shape) : base(nameof(Reader))
    {
        Shape = shape;
        Matrix("model.embed_tokens.weight", 0.2, shape.Vocabulary, shape.Width);
        var (into, deep) = (1 / Math.Sqrt(shape.Width), 1 / Math.Sqrt(2.0 * shape.Layers));
        for (var i = 0; i < shape.Layers; i++)
        {
            var layer = $"model.layers.{i}";
            Ones($"{layer}.input_layernorm.weight");
            foreach (var projection in (string[])["q_proj", "k_proj", "v_proj"])
            {
                Matrix($"{layer}.self_attn.{projection}.weight", into, shape.Width, shape.Width);
            }

            Matrix($"{layer}.self_attn.o_proj.weight", into * deep, shape.Width, shape.Width);
            Ones($"{layer}.post_attention_layernorm.weight");
            Matrix($"{layer}.mlp.gate_proj.weight", into, shape.Width, shape.Inner);
            Matrix($"{layer}.mlp.up_proj.weight", into, shape.Width, shape.Inner);
            Matrix($"{layer}.mlp.down_proj.weight", deep / Math.Sqrt(shape.Inner), shape.Inner, shape.Width);
        }

        Ones("model.norm.weight");
        var turns = arange(shape.MaxLength, dtype: ScalarType.Float32).unsqueeze(1) * tensor(RandomDecoderPlaces.Frequencies(shape.HeadSize)).unsqueeze(0);
        var both = cat([turns, turns], 1);
        (_cos, _sin) = (both.cos(), both.sin());
        _ahead = full([shape.MaxLength, shape.MaxLength], float.NegativeInfinity).triu(1);
    }

    public RandomDecoderOptions Shape { get; }

    /// <summary>By their names in the graph.</summary>
    public IReadOnlyDictionary<string, Parameter> Weights => _weights;

    /// <summary>Numbers that were learnt.</summary>
    public long Size => _weights.Values.Sum(w => w.numel());

    /// <summary>From ids [rows, tokens] to logits [rows, tokens, vocabulary]. Padding at the right reaches nothing before it.</summary>
    public override Tensor forward(Tensor input) => Read(input).Logits;

    /// <summary>The logits, and the hidden states [rows, tokens, width] after the lower half of the layers.</summary>
    public (Tensor Logits, Tensor Halfway) Read(Tensor input)
    {
        var embedding = _weights["model.embed_tokens.weight"];
        var hidden = embedding.index_select(0, input.reshape(-1)).reshape(input.shape[0], input.shape[1], Shape.Width);
        var halfway = hidden;
        for (var i = 0; i < Shape.Layers; i++)
        {
            halfway = i == Shape.Layers / 2 ? hidden : halfway;
            var layer = $"model.layers.{i}";
            hidden = hidden + Attention(layer, Norm(hidden, $"{layer}.input_layernorm.weight"));
            hidden = hidden + FeedForward(layer, Norm(hidden, $"{layer}.post_attention_layernorm.weight"));
        }

        return (matmul(Norm(hidden, "model.norm.weight"), embedding.t()), halfway);
    }

    private Tensor Attention(string layer, Tensor hidden)
    {
        var (rows, length) = (hidden.shape[0], hidden.shape[1]);
        var (query, key, value) = (Rotate(Heads("q_proj")), Rotate(Heads("k_proj")), Heads("v_proj"));
        var scores = (matmul(query, key.transpose(-2, -1)) * (1 / Math.Sqrt(Shape.HeadSize))) + _ahead[..(int)length, ..(int)length];
        var mixed = matmul(nn.functional.softmax(scores, -1), value);
        return matmul(mixed.transpose(1, 2).reshape(rows, length, Shape.Width), _weights[$"{layer}.self_attn.o_proj.weight"]);

        Tensor Heads(string projection) =>
            matmul(hidden, _weights[$"{layer}.self_attn.{projection}.weight"]).reshape(rows, length, Shape.Heads, Shape.HeadSize).transpose(1, 2);

        Tensor Rotate(Tensor heads)
        {
            var halves = heads.chunk(2, -1);
            return (heads * _cos[..(int)length]) + (cat([-halves[1], halves[0]], -1) * _sin[..(int)length]);
        }
    }

    private Tensor FeedForward(string layer, Tensor hidden)
    {
        var gate = nn.functional.silu(matmul(hidden, _weights[$"{layer}.mlp.gate_proj.weight"]));
        return matmul(gate * matmul(hidden, _weights[$"{layer}.mlp.up_proj.weight"]), _weights[$"{layer}.mlp.down_proj.weight"]);
    }

    private Tensor Norm(Tensor hidden, string name) => hidden * (hidden.square().mean([-1], keepdim: true) + Epsilon).rsqrt() * _weights[name];

    private void Matrix(string name, double deviation, params long[] dims) => Add(name, randn(dims) * deviation);

    private void Ones(string name) => Add(name, ones(Shape.Width));

    private void Add(string name, Tensor values)
    {
        Parameter weight = new(values);
        _weights.Add(name, weight);
        register_parameter(name.Replace('.', '_'), weight);
    }
}
