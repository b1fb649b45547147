using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>Which input and output of a graph is what, bound by name: the layout of Optimum's and onnx-community's decoders.</summary>
/// <param name="Ids">Token ids [rows, tokens].</param>
/// <param name="Mask">1 for each key that may be attended to [rows, past + tokens].</param>
/// <param name="Positions">Position of each token [rows, tokens].</param>
/// <param name="TokenTypes">Zeros [rows, tokens].</param>
/// <param name="UseCache">Whether the past holds anything, for merged graphs [1].</param>
/// <param name="LogitsToKeep">How many of the last positions get logits; 0 for all: a scalar.</param>
/// <param name="Past">Keys and values of earlier tokens, two of each layer; empty for a graph without.</param>
/// <param name="Logits">[rows, tokens, vocabulary].</param>
/// <param name="Vocabulary">Its size, where the graph says it.</param>
public sealed record DecoderLayout(
    GraphValue Ids, GraphValue? Mask, GraphValue? Positions, GraphValue? TokenTypes, GraphValue? UseCache, GraphValue? LogitsToKeep, IReadOnlyList<PastTensor> Past,
    GraphValue Logits, int? Vocabulary)
{
    // What is wrong is mostly wrong in every layer.
    private const int Named = 4;

    private static readonly int[] Whole = [(int)TensorProto.Types.DataType.Int32, (int)TensorProto.Types.DataType.Int64];

    private static readonly int[] Real = [(int)TensorProto.Types.DataType.Float, (int)TensorProto.Types.DataType.Float16];

    /// <summary>Bytes that the keys and values of one token take, over all layers.</summary>
    public long BytesPerToken => Past.Sum(p => (long)p.Heads * p.HeadSize * p.ElementSize);

    /// <summary>Reads a layout off the graph's inputs and outputs.</summary>
    /// <exception cref="ModelRefusedException">Something is not understood: all of it is named.</exception>
    public static DecoderLayout Of(ModelFile file)
    {
        var graph = file.Model.Graph;
        var weights = graph.Initializer.Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = graph.Input.Where(i => !weights.Contains(i.Name)).Select(GraphValue.Of).ToList();
        var outputs = graph.Output.Select(GraphValue.Of).ToList();
        var problems = inputs.Concat(outputs).GroupBy(v => v.Name, StringComparer.Ordinal)
            .Where(g => g.Count() > 1).Select(g => $"there are two values called '{Text.Plain.Short(g.Key)}'").ToList();
        GraphValue? Input(int rank, int[] types, params string[] names)
        {
            if (inputs.FirstOrDefault(i => names.Contains(i.Name)) is not { } found)
            {
                return null;
            }

            inputs.Remove(found);
            if ((found.Rank != rank && !(rank == 0 && found.Rank == 1)) || !types.Contains(found.Type))
            {
                problems.Add($"{found} should have {rank} dimensions and the type {string.Join(" or ", types.Select(GraphValue.TypeName))}");
            }

            return found;
        }

        var ids = Input(2, Whole, "input_ids");
        var (mask, positions, types) = (Input(2, Whole, "attention_mask"), Input(2, Whole, "position_ids"), Input(2, Whole, "token_type_ids"));
        var (cache, keep) = (Input(1, [(int)TensorProto.Types.DataType.Bool], "use_cache_branch"), Input(0, Whole, "num_logits_to_keep", "logits_to_keep"));
        if (ids is null)
        {
            problems.Insert(0, "there is no input 'input_ids'");
        }

        var past = new List<PastTensor>();
        foreach (var input in inputs)
        {
            if (PastTensor.Of(input, outputs, out var problem) is { } tensor)
            {
                past.Add(tensor);
            }
            else
            {
                problems.Add(problem);
            }
        }

        var logits = outputs.FirstOrDefault(o => o.Name == "logits");
        if (logits is null)
        {
            problems.Add($"there is no output 'logits' among {string.Join(", ", outputs.Take(4).Select(o => o.ToString()))}{(outputs.Count > 4 ? " ..." : "")}");
        }
        else if (logits.Rank != 3 || !Real.Contains(logits.Type) || logits.Dimensions[2].Size is <= 0 or > int.MaxValue)
        {
            problems.Add($"{logits} should be [rows, tokens, vocabulary] of {string.Join(" or ", Real.Select(GraphValue.TypeName))}");
        }

        return problems.Count == 0
            ? new(ids!, mask, positions, types, cache, keep, past, logits!, logits!.Dimensions[2] is { Size: { } size } ? checked((int)size) : null)
            : throw new ModelRefusedException(
                $"'{Path.GetFileName(file.Path)}' is no decoder that can be fed: {string.Join("; ", problems.Take(Named))}" +
                $"{(problems.Count > Named ? $"; and {problems.Count - Named} more like these" : "")}.");
    }
}
