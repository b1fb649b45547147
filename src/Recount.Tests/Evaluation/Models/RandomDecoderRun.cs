using Microsoft.ML.OnnxRuntime;
using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Tests.Evaluation.Models;

/// <summary>A random decoder in a session of its own: what the graph itself gives, with nothing of the product between. Its folder goes with it.</summary>
internal sealed class RandomDecoderRun : IDisposable
{
    private readonly RandomDecoderOptions _options;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recount-");
    private readonly InferenceSession _session;

    public RandomDecoderRun(RandomDecoderOptions options)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _options = options;
        _session = new(RandomDecoder.Write(_folder.FullName, options), settings);
    }

    public IReadOnlyList<string> Inputs => _session.InputNames;

    public IReadOnlyList<string> Outputs => _session.OutputNames;

    /// <summary>Zeros are padding; positions are counted from the mask as transformers does it.</summary>
    /// <param name="past">What an earlier run left, and which of its columns are real.</param>
    public Step Run(int[][] ids, Step? past = null, long keep = 0, bool useCache = true)
    {
        var now = Array.ConvertAll(ids, row => Array.ConvertAll(row, id => id > 0 ? 1 : 0));
        int[][] mask = [.. now.Select((row, i) => (int[])[.. past?.Mask[i] ?? [], .. row])];
        int[][] positions = [.. mask.Select(row => row.Select((_, i) => Math.Max(0, row.Take(i + 1).Sum() - 1)).TakeLast(ids[0].Length).ToArray())];
        Dictionary<string, OrtValue> inputs = new()
        {
            ["input_ids"] = Ids(ids),
            ["attention_mask"] = Ids(mask),
        };
        if (_options.HasPositionIds)
        {
            inputs["position_ids"] = Ids(positions);
        }

        foreach (var name in Inputs.Where(n => n.StartsWith("past_key_values", StringComparison.Ordinal)))
        {
            inputs[name] = past?.Present[name.Replace("past_key_values", "present", StringComparison.Ordinal)] ?? Empty(ids.Length);
        }

        if (_options.Merged)
        {
            inputs["use_cache_branch"] = OrtValue.CreateTensorValueFromMemory([useCache], [1]);
        }

        if (_options.LogitsToKeep)
        {
            inputs["num_logits_to_keep"] = OrtValue.CreateTensorValueFromMemory([keep], []);
        }

        if (_options.ExtraInput is { } extra)
        {
            inputs[extra] = OrtValue.CreateTensorValueFromMemory(new float[ids.Length * ids[0].Length], [ids.Length, ids[0].Length]);
        }

        using var run = new RunOptions();
        var results = Outputs.Zip(_session.Run(run, inputs, Outputs)).ToDictionary(o => o.First, o => o.Second);
        return new(Rows(results["logits"]), results, mask);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(true);
    }

    private float[][][] Rows(OrtValue logits)
    {
        var shape = logits.GetTensorTypeAndShape().Shape;
        var flat = _options.Float16 ? Array.ConvertAll(logits.GetTensorDataAsSpan<Float16>().ToArray(), h => h.ToFloat()) : logits.GetTensorDataAsSpan<float>().ToArray();
        return [.. flat.Chunk((int)shape[2]).Chunk((int)shape[1])];
    }

    private OrtValue Ids(int[][] rows)
    {
        long[] shape = [rows.Length, rows[0].Length];
        int[] flat = [.. rows.SelectMany(r => r)];
        return _options.IdType == TensorProto.Types.DataType.Int32
            ? OrtValue.CreateTensorValueFromMemory(flat, shape)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(flat, id => (long)id), shape);
    }

    private OrtValue Empty(int batch)
    {
        long[] shape = [batch, _options.KeyValueHeads, 0, _options.HeadSize];
        return _options.Float16 ? OrtValue.CreateTensorValueFromMemory(Array.Empty<Float16>(), shape) : OrtValue.CreateTensorValueFromMemory(Array.Empty<float>(), shape);
    }

    /// <summary>What a run gave: logits [batch][sequence][vocabulary], keys and values by name, and the mask of all columns so far.</summary>
    internal sealed record Step(float[][][] Logits, IReadOnlyDictionary<string, OrtValue> Present, int[][] Mask);
}
