using Recount.Scoring;
using Recount.Scoring.Recorded;
using Recount.Text;

namespace Recount.Tests.Scoring.Recorded;

/// <summary>Results files of other programs. Numbers that are called genuine were published by their authors.</summary>
public class RecordedReaderTests
{
    // Genuine: belebele_luo_prompt_1 of google/gemma-2b, lm-eval 0.4.10.dev0 (luo_bele_0shot_2026-01-26T15-20-20.506546.json); shortened.
    private const string Belebele = """
        { "results": { "belebele_luo_prompt_1": { "alias": "belebele_luo_prompt_1", "acc,none": 0.2288888888888889, "acc_stderr,none": 0.014011705158884512 } },
          "group_subtasks": { "belebele_luo_prompt_1": [] },
          "configs": { "belebele_luo_prompt_1": { "test_split": "test", "num_fewshot": 0 } }, "versions": { "belebele_luo_prompt_1": 1.0 }, "n-shot": { "belebele_luo_prompt_1": 0 },
          "n-samples": { "belebele_luo_prompt_1": { "original": 900, "effective": 900 } },
          "config": { "model": "vllm", "model_args": { "pretrained": "google/gemma-2b", "dtype": "bfloat16" }, "batch_size": "1", "device": "cuda:0", "use_cache": "./lm_cache", "limit": null },
          "git_hash": "b97e2b2", "date": 1769440557.5643108, "pretty_env_info": "PyTorch version: 2.9.0+cu128\nOS: Ubuntu 22.04.5 LTS (x86_64)\nGPU models and configuration: GPU 0: NVIDIA L4",
          "transformers_version": "4.57.5", "lm_eval_version": "0.4.10.dev0", "task_hashes": {}, "model_name": "google/gemma-2b", "chat_template": null }
        """;

    [Fact]
    public void A_genuine_file_of_lm_eval_is_read()
    {
        var run = Read(Belebele);
        Assert.Equal(("lm-eval", "0.4.10.dev0", "2026-01-26", "google/gemma-2b", true), (run.Program, run.Version, run.Day, run.Model, run.IsCached));
        Assert.Equal("cuda:0, GPU 0: NVIDIA L4, Ubuntu 22.04.5 LTS (x86_64), PyTorch 2.9.0+cu128", run.Machine);
        var score = Assert.Single(run.Scores);
        Assert.Equal(("acc", "none", 900L, 206L, 0, "1.0", "test"), (score.Metric, score.Filter, score.Items, score.Right, score.Shots, score.Version, score.Split));
        Assert.Equal(0.014011705158884512, Assert.IsType<Amount.Known>(MetricNames.CountError(score.Value, 900)).Value, 1e-15);
        Assert.Empty(score.Cautions);
        Assert.Contains("a cache of answers was used (./lm_cache)", Assert.Single(run.Cautions), StringComparison.Ordinal);
        Assert.Contains(("git hash", "b97e2b2, of the folder that lm-eval was started in, not of lm-eval"), run.Notes);
    }

    // Genuine: harness|arc:challenge|25 and harness|hellaswag|10 of aerdincdal/CBDDO-LLM-8B-Instruct-v1, lighteval 494ee12240; 1,172 and 10,042 items are those of the benchmarks.
    [Theory]
    [InlineData(0.4991467576791809, 0.014611369529813262, 1172)]
    [InlineData(0.5552678749253137, 0.004959204773046207, 10042)]
    [InlineData(0.2288888888888889, 0.014011705158884512, 900)]
    public void Items_follow_from_a_genuine_accuracy_and_its_standard_error(double value, double error, long items) => Assert.Equal(items, MetricNames.ItemsOf("acc", value, error));

    [Theory]
    [InlineData("acc", 0.5, 0.0201)]
    [InlineData("f1", 0.4991467576791809, 0.014611369529813262)]
    [InlineData("acc", 0, 0.01)]
    [InlineData("acc", 0.4991467576791809, null)]
    public void Items_that_do_not_follow_are_not_made_up(string metric, double value, double? error) => Assert.Null(MetricNames.ItemsOf(metric, value, error));

    [Fact]
    public void The_old_style_of_lm_eval_is_read()
    {
        var run = Read("""
            { "results": { "boolq": { "acc": 0.4991467576791809, "acc_stderr": 0.014611369529813262 }, "wikitext": { "word_perplexity": 37.3704, "bits_per_byte": NaN } },
              "versions": { "boolq": "Yaml", "wikitext": 1 },
              "config": { "model": "gpt2", "model_args": "pretrained=gpt2,dtype=float16", "num_fewshot": 5, "batch_size": 16, "device": "cuda:0", "no_cache": true, "limit": 10, "bootstrap_iters": 100000 } }
            """);
        Assert.Equal((null, null, "gpt2"), (run.Version, run.Day, run.Model));
        Assert.Equal(2, run.Scores.Count);
        var (acc, perplexity) = (run.Scores[0], run.Scores[1]);
        Assert.Equal(("acc", "none", 1172L, 5, null), (acc.Metric, acc.Filter, acc.Items, acc.Shots, acc.Version));
        Assert.Contains("the file does not say on how many items; 1172 follow from the standard error", acc.Cautions);
        Assert.Contains("the items were limited to 10", acc.Cautions);
        Assert.Equal(("word_perplexity", null, "1"), (perplexity.Metric, perplexity.Items, perplexity.Version));
        Assert.IsType<Amount.Unavailable>(perplexity.Error);
        Assert.Contains("with float16 a score depends on the batch (here 16)", run.Cautions);
    }

    [Theory]
    [InlineData("\"lm_eval_version\": \"0.4.4\"", "no BOS")]
    [InlineData("\"lm_eval_version\": \"0.4.9.1\"", "no BOS")]
    [InlineData("\"date\": 1731000000.5", "no BOS")]
    [InlineData("\"model_name\": \"example/Tiny-1M-Instruct\"", "no chat template")]
    [InlineData("\"lm_eval_version\": \"0.4.9.2\"", null)]
    [InlineData("\"model_name\": \"example/Tiny-1M-Instruct\", \"chat_template\": \"{% x %}\"", null)]
    [InlineData("\"date\": 1766000000", null)]
    public void What_makes_a_run_less_than_it_seems_is_said(string said, string? caution)
    {
        var cautions = Read($"{{ \"results\": {{ \"a\": {{ \"acc,none\": 0.5 }} }}, \"config\": {{}}, {said} }}").Cautions;
        if (caution is null)
        {
            Assert.Empty(cautions);
        }
        else
        {
            Assert.Contains(caution, Assert.Single(cautions), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_limit_and_a_standard_error_that_is_none_are_said()
    {
        var score = Assert.Single(Read("""
            { "results": { "a": { "acc,none": 0.5, "acc_stderr,none": 0.01 } }, "n-samples": { "a": { "original": 3270, "effective": 10 } }, "config": { "limit": 10.0 } }
            """).Scores);
        Assert.True(score.IsLimited);
        Assert.Equal(
            ["10 of 3270 items were evaluated (limit 10.0)", "the recorded standard error, 0.01, is not that of 10 items right or wrong, 0.1667"], score.Cautions);
    }

    [Fact]
    public void A_group_has_the_items_of_its_tasks()
    {
        var run = Read("""
            { "results": { "g": { "acc,none": 0.4 }, "a": { "acc,none": 0.5 }, "b": { "acc,none": 0.25 } }, "group_subtasks": { "g": ["a", "b"], "a": [] },
              "n-samples": { "a": { "original": 6, "effective": 6 }, "b": { "original": 4, "effective": 4 } }, "config": {} }
            """);
        Assert.Equal((10L, 4L), (run.Scores[0].Items, run.Scores[0].Right));
    }

    [Fact]
    public void A_file_of_lighteval_is_read_and_its_standard_errors_computed_again()
    {
        var run = Read("""
            { "config_general": { "lighteval_sha": "3fd152660000", "max_samples": 10, "model_name": "example/tiny-1m", "model_dtype": "torch.float32" },
              "results": { "gsm8k|5": { "em": 0.7, "em_stderr": 0.004709, "bleu": 12.5, "bleu_stderr": 0.01 }, "leaderboard|arc:challenge|25|0": { "acc": 0.4991467576791809, "acc_stderr": 0.014611369529813262 },
                           "all": { "em": 0.7 } },
              "config_tasks": { "gsm8k|5": { "original_num_docs": 1319, "effective_num_docs": 10, "evaluation_splits": ["test"] } }, "versions": { "gsm8k|5": 0 },
              "summary_tasks": { "gsm8k|5": { "hashes": { "hash_full_prompts": "abc" } } } }
            """, "results_2025-06-05T04-03-02.1.json");
        Assert.Equal(("lighteval", "3fd1526600", "2025-06-05", "example/tiny-1m"), (run.Program, run.Version, run.Day, run.Model));
        Assert.Equal(3, run.Scores.Count);
        var (em, bleu, arc) = (run.Scores[0], run.Scores[1], run.Scores[2]);
        Assert.Equal(("gsm8k", 5, 7L, 10L, "test", "abc"), (em.Task, em.Shots, em.Right, em.Items, em.Split, em.Hash));
        Assert.Equal(0.152753, Assert.IsType<Amount.Known>(em.Error).Value, 6);
        Assert.Contains(em.Cautions, c => c.Contains("too small by the root of 1000", StringComparison.Ordinal));
        Assert.IsType<Amount.Unavailable>(bleu.Error);
        Assert.Contains(bleu.Cautions, c => c.EndsWith("it is not used", StringComparison.Ordinal));
        Assert.Equal(("arc:challenge", 25, 585L, 1172L), (arc.Task, arc.Shots, arc.Right, arc.Items));
        Assert.DoesNotContain(arc.Cautions, c => c.Contains("too small", StringComparison.Ordinal));
    }

    [Fact]
    public void A_record_of_Every_Eval_Ever_is_read()
    {
        var run = Read("""
            { "schema_version": "0.3.0", "evaluation_id": "x", "retrieved_timestamp": "1769440557", "evaluation_timestamp": "2025-05-04T03:02:01Z",
              "source_metadata": { "source_type": "documentation", "source_organization_name": "Example Lab", "evaluator_relationship": "first_party" },
              "eval_library": { "name": "inspect_ai", "version": "0.3.1" }, "model_info": { "name": "Tiny", "id": "example/tiny-1m" },
              "evaluation_results": [
                { "evaluation_name": "BoolQ", "source_data": { "hf_split": "validation" }, "metric_config": { "metric_name": "accuracy", "lower_is_better": false, "min": 0, "max": 100 },
                  "score_details": { "score": 60.0, "uncertainty": { "standard_error": { "value": 1.5, "method": "bootstrap" }, "num_samples": 1000 } },
                  "generation_config": { "additional_details": { "num_fewshot": "0" } } },
                { "evaluation_name": "Poems", "source_data": {}, "metric_config": { "lower_is_better": true },
                  "score_details": { "score": 3.5, "uncertainty": { "confidence_interval": { "lower": 3.0, "upper": 4.0, "confidence_level": 0.9 } } } } ] }
            """);
        Assert.Equal(("inspect_ai", "0.3.1", "2025-05-04", "example/tiny-1m"), (run.Program, run.Version, run.Day, run.Model));
        Assert.Equal("the record was made from what Example Lab published, not from a run", Assert.Single(run.Cautions));
        var (boolq, poems) = (run.Scores[0], run.Scores[1]);
        Assert.Equal(("BoolQ", "accuracy", 0.6, 600L, 0, "validation"), (boolq.Task, boolq.Metric, boolq.Value, boolq.Right, boolq.Shots, boolq.Split));
        Assert.Equal(0.015, Assert.IsType<Amount.Known>(boolq.Error).Value, 12);
        Assert.Equal(("score", 3.5), (poems.Metric, poems.Value));
        Assert.Equal(0.5 / 1.6448536, Assert.IsType<Amount.Known>(poems.Error).Value, 6);
    }

    [Theory]
    [InlineData("{ \"results\": ", "RC090", "this is not JSON", 1, 14)]
    [InlineData("[1]", "RC090", "a list stands where an object is expected", 1, 1)]
    [InlineData("{ \"a\": 1 }", "RC090", "this is no results file that is known", 1, 1)]
    [InlineData("{\n \"results\": { \"a\": { \"acc,none\": \"N/A\" } }, \"config\": {} }", "RC090", "no score stands in this file", 2, 2)]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "RC070", "the key 'a' stands in this object a second time", 1, 11)]
    public void What_is_no_results_file_is_said_with_its_place(string text, string code, string message, int line, int column)
    {
        var diagnostics = new Diagnostics();
        Assert.Null(RecordedReader.Read(new("r.json", text), null, diagnostics));
        var mistake = Assert.Single(diagnostics.Sorted());
        Assert.Equal((code, line, column), (mistake.Code, mistake.At.Line, mistake.At.Column));
        Assert.StartsWith(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_format_than_declared_is_said()
    {
        var diagnostics = new Diagnostics();
        Assert.Null(RecordedReader.Read(new("r.json", Belebele), "lighteval", diagnostics));
        Assert.Equal("It looks like one of lm-eval.", Assert.Single(diagnostics.Sorted()).Advice);
    }

    [Fact]
    public void A_score_knows_its_place_in_the_file()
    {
        var at = Assert.Single(Read(Belebele).Scores).At;
        Assert.Equal((1, Belebele.IndexOf("0.228", StringComparison.Ordinal) + 1), (at.Line, at.Column));
    }

    private static RecordedRun Read(string text, string path = "results.json")
    {
        var diagnostics = new Diagnostics();
        var run = RecordedReader.Read(new(path, text), null, diagnostics);
        Assert.Empty(diagnostics.Sorted().Select(d => d.Headline));
        return run!;
    }
}
