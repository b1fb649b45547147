using System.Text.Json;

namespace Recount.Tests.Evaluation.Models;

/// <summary>The made-up tokenizer has the shape of a trained one.</summary>
public sealed class RandomDecoderTokenizerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    [Theory]
    [InlineData(258)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void Every_id_has_one_token_and_every_merge_makes_one(int vocabulary)
    {
        RandomDecoderTokenizer.Write(_folder, vocabulary);
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "tokenizer.json")));
        var model = file.RootElement.GetProperty("model");
        var ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetInt32());
        Assert.Equal(Enumerable.Range(0, vocabulary), ids.Values.Order());

        string[][] merges = [.. model.GetProperty("merges").EnumerateArray().Select(m => m.EnumerateArray().Select(p => p.GetString()!).ToArray())];
        Assert.All(merges, m => Assert.True(ids[m[0] + m[1]] > Math.Max(ids[m[0]], ids[m[1]])));
        Assert.Equal(merges.Length, merges.Select(m => (m[0], m[1])).Distinct().Count());
        Assert.Equal(vocabulary - RandomDecoderTokenizer.Smallest, merges.Select(m => m[0] + m[1]).Distinct().Count());
    }

    public void Dispose() => Directory.Delete(_folder, true);
}
