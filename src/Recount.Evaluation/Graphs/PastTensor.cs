using System.Text.RegularExpressions;
using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>Keys or values of one layer: [rows, heads, tokens, head size].</summary>
/// <param name="Input">Name of the input that takes those of earlier tokens.</param>
/// <param name="Output">Name of the output that gives them with the new tokens' appended.</param>
/// <param name="Heads">Of keys and values, fewer than those of queries in grouped-query attention.</param>
/// <param name="IsHalf">Elements of 16 bits, else 32.</param>
public sealed partial record PastTensor(string Input, string Output, int Heads, int HeadSize, bool IsHalf)
{
    public int ElementSize => IsHalf ? 2 : 4;

    /// <summary>Reads one off an input; null, with what is wrong with it, where it is none.</summary>
    internal static PastTensor? Of(GraphValue input, IReadOnlyList<GraphValue> outputs, out string problem)
    {
        problem = "";
        if (Standard().Match(input.Name) is not { Success: true } match)
        {
            problem = State().IsMatch(input.Name) ? $"{input} is the state of a hybrid or recurrent layer, which is not supported"
                : Fused().IsMatch(input.Name) ? $"{input} holds keys and values in one tensor, a fused layout that is not supported"
                : $"the input {input} is not known. Known: input_ids, attention_mask, position_ids, token_type_ids, use_cache_branch, num_logits_to_keep, past_key_values.N.key and .value";
            return null;
        }

        var present = $"present.{match.Groups[1].Value}.{match.Groups[2].Value}";
        if (input.Rank != 4)
        {
            problem = $"{input} is a fused or flattened past; [rows, heads, tokens, head size] is supported";
        }
        else if (input.Type is not ((int)TensorProto.Types.DataType.Float or (int)TensorProto.Types.DataType.Float16))
        {
            problem = $"{input} has elements that are neither float nor float16";
        }
        else if (input.Dimensions[1].Size is not (> 0 and < 1 << 16 and { } heads) || input.Dimensions[3].Size is not (> 0 and < 1 << 16 and { } size))
        {
            problem = $"{input} does not say how many heads it has and how large they are";
        }
        else if (input.Dimensions[0].Size is not null || input.Dimensions[2].Size is not null)
        {
            problem = $"{input} has a fixed number of rows or tokens";
        }
        else if (outputs.FirstOrDefault(o => o.Name == present) is not { } output || output.Type != input.Type)
        {
            problem = $"{input} has no output {present} of its own type";
        }
        else
        {
            return new(input.Name, present, (int)heads, (int)size, input.Type == (int)TensorProto.Types.DataType.Float16);
        }

        return null;
    }

    [GeneratedRegex(@"^past_key_values\.(\d+)\.(key|value)$", RegexOptions.NonBacktracking)]
    private static partial Regex Standard();

    [GeneratedRegex(@"^past_?(key_values?)?[._]?\d+$|past.*key_value$", RegexOptions.NonBacktracking)]
    private static partial Regex Fused();

    [GeneratedRegex(@"past.*(conv|ssm|recurrent|state)", RegexOptions.NonBacktracking)]
    private static partial Regex State();
}
